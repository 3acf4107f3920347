/** Matches any of the words, given one space between words; a final `*` stands for any ending. */
function anyOf(words: string): RegExp {
  const alternatives = words
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => word.replace(/\*/g, String.raw`\w*`));
  return new RegExp(String.raw`\b(?:${alternatives.join('|')})\b`);
}

const AI_WORDS = `
  ai, ais, artificial intelligence, machine learning, deep learning, ml, llm, llms, gpt, chatgpt, copilot, gemini, claude,
  chatbot*, bot, bots, genai, generative, image generator*, recommender*, automated decision*, automated system*,
  algorithm*, the model, our model*, models, ai model*, model drift
`;

const OUR_WORDS = `
  42001, aims, aiia, annex a, soa, statement of applicability, does the standard,
  the standard (?:asks?|wants?|says?|requires?|expects?|needs?)
`;

const SYSTEM_WORDS = `
  management system*, management review*, impact assess*, risk treatment, residual risk*, nonconformit*,
  corrective action*, continual improvement, internal audit*, interested part*, top management, documented information,
  governance, data provenance, data preparation, drift, bias, biased, fairness, a model, new model, training data,
  dataset*, data scientists, labelled, labeled, labelling, annotat*, human oversight, prompts, event log*
`;

/** The question speaks of AI or of our standard by name. */
export const AI_CUE = anyOf(`${AI_WORDS},${OUR_WORDS}`);

/** The question names our standard, or what only such a standard has. */
export const OUR_CUE = anyOf(OUR_WORDS);

/** The question speaks of the management system, in words that other management systems use as well. */
export const SYSTEM_CUE = anyOf(SYSTEM_WORDS);

export const DOMAIN_CUE = anyOf(`${AI_WORDS},${OUR_WORDS},${SYSTEM_WORDS}`);

/** The question speaks of what other fields speak of too: audits, risks, policies, data … */
export const NEIGHBOUR_CUE = anyOf(`
  audit*, risk*, polic*, standard, standards, control, controls, clause*, certif*, supplier*, vendor*, customer*,
  data, incident*, system, systems, tool, tools, evidence, complian*, stakeholder*, responsib*, oversight, objective*,
  record*, document*, requirement*, scope, competence, awareness, provenance, monitor*, privacy, harm*, transparen*,
  declar*
`);

/** The question asks about a duty, a permission, a role, a proof, or one system in use, and not about AI at large. */
export const DUTY_CUE = anyOf(`
  may, must, shall, should(?! i\\b), need, needs, needed, have to, has to, had to, requir*, mandatory, obligat*, obliged,
  allow*, permit*, permission*, forbidden, prohibit*, approv*, sign off, signs off, responsib*, accountab*, owner*,
  oversight, assess*, document*, record*, evidence, prove, proof, audit*, polic*, control, controls, risk*, impact*,
  effects, harm*, comply, complian*, standard, standards, declar*, register*, log, logs, logged, monitor*, test*, verif*,
  validat*, inform*, disclos*, report*, concern*, incident*, supplier*, vendor*, deploy*, life cycle, quality, competen*,
  intended, purpose, criteria, objective*, certif*, provenance, do we, can we, can i, can our, could we, are we, am i,
  do i have, can \\w+ use, can \\w+ \\w+ use, can \\w+ \\w+ \\w+ use, our (?:ai|chatbot|bot|model|algorithm|recommender),
  we (?:run|use|build|buy|sell|train|develop), ai (?:programme|projects?|reviews?),
  the (?:chatbot|bot|model|recommender), ai (?:that|is|makes|went|output)
`);

/** The question wants a piece of work done, or speaks to the machine or of the asker's own errands. */
export const CHORE_CUE = new RegExp(
  '^(?:please |can you |could you |would you )*(?:write|draw|make|translate|turn|summari[sz]e|plan|generate|create|compose|' +
    'recommend|ask|play|pretend|remind|book|order|send|sort|fix|calculate|solve|convert|sing|draft|rewrite|correct|guess|' +
    'tell me a|give me a|(?:give|tell|suggest|list) me (?:a few|some|any|two|three|four|five|ten|\\d+)|any ideas)\\b|^(?:are|do|did|were|have|will|would) you\\b|\\bmy\\b',
);

/** The question speaks of the EU AI Act, of NIST's framework, or of what such rules are about. */
export const LAW_CUE = anyOf(`
  ai act, ai regulation, european rules, european law, eu law, eu rules, omnibus, nist, rmf, govern function, airc,
  provider, providers, deployer*, importer*, distributor*, authorised representative*, product manufacturer*,
  high risk, prohibited practice*, forbidden practice*, banned, ban, bans, conformity assessment*, notified bod*,
  harmonised standard*, ce marking, post market, serious incident*, fundamental rights, transparency dut*,
  transparency obligation*, gpai, general purpose, systemic risk, deepfake*, deep fake*, watermark*, biometric*,
  emotion recognition, social scoring, facial recognition, undress*, nudif*, sandbox*, ai office, annex, article \\d+,
  recital*, literacy, in force, apply from, applies from, fine, fines, penalt*, outside the eu, non eu, regulator*,
  legal position, exempt*, profiling
`);

/** The question speaks of being audited, certified or ready for it. */
export const CERTIFICATION_CUE = anyOf(`
  certif*, audit, audits, auditor, auditors, auditing, stage 1, stage 2, stage one, stage two, surveillance audit*,
  recertif*, accredit*, nonconformit*, non conformit*, readiness, gap, gaps, findings, corrective action*, statement of
  applicability, soa, the standard, this standard, clause, clauses, annex a, controls?, management system
`);

/** The question speaks of us at work: what we have, whom we deal with, what we put into a tool. */
export const WORK_CUE = anyOf(`
  we, us, our, ours, staff, employee*, colleague*, team, teams, company, vendor*, supplier*, customer*, client*, patient*,
  applicant*, candidate*, works council, hr, legal, manager*, boss*, board, department*, tool, tools, software, system,
  systems, app, apps, plugin*, add on*, assistant*, generator*, chatbot*, bot, bots, dataset*, data set*, transcri*,
  upload*, paste*, prompt*, contract*, policy, policies, procedure*, record*, document*, meeting*, photo*, picture*,
  image*, voice*, video*, code, translat*, summar*, deepl, crm, website*
`);

/** The question asks for a fact of the world, of a day or of somebody's books: no page of knowledge has such. */
export const FACT_CUE = new RegExp(
  [
    String.raw`\b(?:which|what|how many|name|list) (?:other )?(?:companies|firms|countries|cities|universities|banks|people|employees|users|customers|students|startups|vendors|consultants|consultancies|brands|models|gpus?) (?:already|currently|have|has|had|hold|holds|use|uses|used|are|were|will|passed|signed|attended|got|in|on|offer|offers|sell|sells|won|did)\b`,
    String.raw`\b(?:salary|salaries|wages?|day rates?|hourly rates?|bonus|share price|stock price|market share|revenue|turnover of|tender|invoice|budget did|price of|deduct|tax(?:es)?|exchange rate|bitcoin)\b`,
    String.raw`\b(?:last|this|next) (?:year|month|quarter|week|night|weekend|monday|friday|summer|winter|time we)\b|\b(?:yesterday|tomorrow|tonight)\b|\bq[1-4]\b`,
    String.raw`\b(?:what|who|which|when|where|why|how many) (?:did|does|has|had|was|were) (?:our|the|my|your) (?:last|previous|former|external|current|new)\b`,
    String.raw`\bwho (?:won|invented|founded|painted|wrote|directed|is the (?:ceo|cto|president|founder|head|author)|was the)\b`,
    String.raw`\b(?:openai|anthropic|google|meta|microsoft|nvidia|mistral|deepmind|apple|amazon|tesla) (?:s )?(?:model|models|ceo|revenue|stock|shares|employees|released?|announced?|train|trained|use|pay)\b`,
    String.raw`\b(?:context length|context window|parameters does|parameters has|benchmark|token price|release date|released|graphics card|which gpu|fine tune|fine tuning|train a model|python|pytorch|tensorflow|hugging ?face|api key|regex|sql|docker|kubernetes)\b`,
    String.raw`\b(?:by|in|until|before) (?:2030|2035|2040|2050)\b|\blose (?:their|his|her|my) jobs?\b`,
  ].join('|'),
);

/** A rule or standard that our pages do not tell: of other countries, other fields, other bodies. */
export const OTHER_RULE_CUE = anyOf(`
  hipaa, aida, white paper, colorado*, california*, new york*, nyc, local law 144, texas, utah, illinois, bipa, singapore*,
  korea*, japan*, china*, chinese, brazil*, india, indian, canad*, australia*, swiss, switzerland, uk, british, russia*,
  council of europe, oecd, unesco, ieee*, hiroshima, executive order, fda, mdr, ivdr, mifid*, psd2, solvency, basel*,
  bafin, fca, sec rule*, pci*, soc 2, soc2, sox, fedramp, cmmc, hitrust, tisax, cobit, itil, togaf, csf, 800 53, csrd,
  esg, nis2, nis 2, dora, cyber resilience act, data act, data governance act, digital services act, dsa, dma, eprivacy,
  ccpa, cpra, lgpd, pipl, pdpa, coppa, ferpa, copyright directive, product liability directive
`);

/** The question speaks of what other departments or other sites are asked. */
export const FOREIGN_CUE = anyOf(`
  accounts, accounting, annual accounts, tax*, payroll, salary, salaries, wage*, bonus*, pension*, dividend*,
  invoice*, expense*, reimburse*, currency, hedging, interest rate*, mortgage*, loan*, stocks, shares, share price,
  bond, bonds, invest*, bank, banking, credit card*, depreciation, balance sheet, revenue, sales, turnover, payment*,
  price, prices, cheap*, vacation*, holiday*, parental leave, sick leave, annual leave, days of leave, sick, parental,
  maternity, overtime, working hours, notice period, remote work, home office, dress code, new employee, fridge,
  satisfaction, cv, cover letter, appraisal*, badge*, sap, purchase order*, hr system, employment contract,
  employment, labour law, works council, board of directors, sales team, money laundering, fraud, bribery,
  bank details, savings, inflation, subscription, cost, costs, worth, cheapest, most expensive, carbon, emission*,
  waste water, noise, mining, lithium, travel*, flight*, hotel*, trip, trips, train ticket*, visa, visas, passport*,
  taxi*, car, cars, parking, bicycle*, bike, fuel, vehicle*, road, roads, bridge, construction, office, desk*, chair*,
  furniture, floor, lift, elevator, kitchen, coffee, canteen, lunch, dinner, breakfast, restaurant*, recipe*, cook*,
  bake*, bread, wine, beer, food, pizza, pasta, soup, cake, garden*, plant, plants, dog*, cat, cats, horse*, bird*,
  pet, pets, printer*, toner, paper, password*, wifi, wi fi, vpn, laptop*, keyboard*, mouse, monitor cable, outlook,
  excel, powerpoint, windows, macos, linux, browser, phone*, smartphone*, sim card, e mail signature, out of office,
  css, html, javascript, python, java, sql, docker, kubernetes, git, regex, compiler, linked list, function that,
  graphics card*, gaming, cuda, drivers, ubuntu, unit tests, data structure*, firewall*, port, backup*, phishing,
  jira, scrum, fine tune, fine tuning, lora, llama, gpt 4, gpt 5, api key, write me, write a, write an,
  generate an image, generate a, draw, image of, picture of, summarise this, summarize this, attention mechanism,
  transformer, neural network*, backpropagation, lease, rent, rental, landlord, subletting, tenancy, insurance,
  lawyer*, court, divorce, president*, european central bank, take over the world, the world, war, army, scuba,
  thesis, bees, diver, driving licence, birth certificate, invented, inventor, founded, founder, ceo of, famous,
  richest, parliament, minister*, capital of, population, history of, weather, rain, snow, temperature, sunset,
  planet*, moon, galaxy, ocean*, river*, mountain*, football, soccer, tennis, chess, marathon, running, swimming,
  workout, olympic*, championship, match, score of, movie*, film, films, song*, music, guitar, piano, novel*, poem*,
  poetry, haiku, joke*, story, hamlet, shakespeare, translate, synonym*, spell, equation*, integral, derivative of,
  square root, physics, chemistry, boiling point, molecule*, doctor*, medicine*, ibuprofen, aspirin, vaccine*,
  headache*, symptom*, side effect*, diet*, calorie*, muscle*, workout*, yoga, sleep, birthday*, wedding*, christmas,
  gift*, present for, fire, evacuation, first aid, waste, recycl*, batter*, warehouse, forklift*, ladder*,
  cleaning staff, toilet*, heating, air conditioning, light bulb*, meaning of life, customs, merger,
  acquisition of a company, shareholder*, listed company, listed companies, treasury, petty cash, foreign exchange,
  credit, creditor*, debtor*, portfolio, annual report, finance, forecast of, procurement of, purchase of,
  raw material*, supply chain, logistics, deliveries, delivery, shipping, shipment*, truck*, stock level*,
  inventory count, spare part*, machine(?! learning), machines, weld*, screw*, factory, plant manager, packaging,
  assembly line, production line, hygiene, drinking water, asbestos, heights, workplace accident*, occupational,
  accident*, safety shoes, helmet*, escape route*, power outage, electricity, strike, erp, crm, working time,
  time sheet*, timesheet*, log my, meeting room*, schedule a meeting, book a, order a, rented, gifts, hospitality,
  marketing, campaign, brand, logo, advert*, website design, seo, newsletter template, heart rate, fitness, blood,
  hospital*, patient*, pharma, medical device*, drug, drugs, therapy, vet, butterfly, animal*, species, painting,
  museum*, school, university, exam, exams, homework, tournament, team mate*, tv, celebrity, actor*, singer*,
  travel guide, sort a list, list of numbers, generates images, diffusion, gradient descent, binary search, big o,
  compile*, api endpoint, server room, difference between gpt, stock exchange, company is worth, salary of,
  engineer s salary, cleaning product*, detergent, washing, laundry, dishwasher, quality department, door, size of,
  weight of, height of, distance, how far, how tall, how old, how heavy, which year, born, died, king, queen, empire,
  century, religion, bible, church, horoscope, zodiac, dream*, lottery, casino, bet, betting, dating, girlfriend,
  boyfriend, baby, babies, toddler*, kindergarten, nanny, ticket, tickets, helpdesk, help desk, it support,
  software licen*, mailbox, shared drive, usb, screen, headset, camera, charger, colleague s performance,
  email signature, calendar, zoom, teams call, projector, extinguisher*, alarm, badge, key card, locker, gym,
  childcare, volunteer*, donation*, charity
`);
