import type { ImpactLevel } from '../../../../src/impact/levels.ts';
import type { Stance } from '../../../../src/reviews/progress.ts';
import type { Deed, Meeting } from './deeds.ts';
import { humanOf, type Name, ROLES_OF } from './people.ts';

/**
 * How an assessment is decided on, written from the rules in words and from nothing else: it knows no code of the
 * product, and its table is the policy of these tests once more.
 */

type Line = { readonly needs: readonly Need[] } | { readonly membersAtLeast: number };
interface Need {
  readonly anyOf: readonly string[];
  readonly times: number;
}

const TABLE: Readonly<Record<ImpactLevel, { readonly lines: readonly Line[]; readonly advisers: readonly string[] }>> =
  {
    low: { lines: [{ needs: [{ anyOf: ['governance'], times: 1 }] }], advisers: ['data-protection', 'legal'] },
    moderate: {
      lines: [
        {
          needs: [
            { anyOf: ['governance'], times: 2 },
            { anyOf: ['legal', 'security'], times: 1 },
          ],
        },
      ],
      advisers: ['data-protection'],
    },
    high: {
      lines: [
        { needs: [{ anyOf: ['governance'], times: 1 }] },
        {
          needs: [
            { anyOf: ['legal'], times: 1 },
            { anyOf: ['management'], times: 1 },
          ],
        },
      ],
      advisers: ['data-protection', 'security'],
    },
    severe: {
      lines: [
        {
          needs: [
            { anyOf: ['governance'], times: 1 },
            { anyOf: ['legal'], times: 1 },
          ],
        },
        { membersAtLeast: 2 },
        { needs: [{ anyOf: ['management'], times: 1 }] },
      ],
      advisers: ['data-protection', 'security'],
    },
  };
const MAY_PROPOSE = ['governance', 'legal'];
const MAY_CONFIRM = ['legal', 'management'];
const COMMITTEE = ['committee', 'committee-chair', 'committee-secretary'];
const PREPARE = ['governance'];
const TOLD_WHEN_LATE = ['management'];
const HEIGHT: Readonly<Record<ImpactLevel, number>> = { low: 0, moderate: 1, high: 2, severe: 3 };

interface Approval {
  readonly human: string;
  readonly forHuman: string;
  readonly role: string;
  readonly condition: boolean;
}

interface Absence {
  readonly who: Name;
  readonly to: Name;
  readonly firstDay: number;
  readonly beforeDay: number;
}

export type Fate = 'open' | 'changes' | 'approved' | 'conditions' | 'rejected';

export class Board {
  fate: Fate = 'open';
  level: ImpactLevel;
  computed: ImpactLevel;
  lowering: { readonly by: Name; readonly to: ImpactLevel } | undefined;
  approvals: Approval[] = [];
  advice = new Map<string, { readonly stance: Stance; readonly counts: boolean }>();
  aside = new Set<string>();
  writers: ReadonlySet<string>;
  minutes: { readonly by: Name; readonly meeting: Meeting; confirmed: boolean } | undefined;
  absences: Absence[] = [];
  day = 0;

  constructor(level: ImpactLevel, writers: readonly Name[]) {
    this.writers = new Set(writers.map(humanOf));
    this.level = level;
    this.computed = level;
  }

  /** Does it, or answers that it may not be done. */
  does(deed: Deed): boolean {
    switch (deed.kind) {
      case 'dayPasses':
        this.day += 1;
        return true;
      case 'goAway':
        return this.goesAway(deed.by, deed.to, deed.days);
      case 'comeBack':
        return this.comesBack(deed.by);
      case 'sendAgain':
        return this.sendsAgain(deed.by, deed.level, deed.writers);
      case 'approve':
        return this.approves(deed);
      case 'reject':
        return this.rejects(deed.by);
      case 'askForChanges':
        if (!this.hasASay(deed.by) || this.fate !== 'open') return false;
        this.fate = 'changes';
        return true;
      case 'advise':
        return this.advises(deed.by, deed.stance);
      case 'standAside':
        if (!this.reads(deed.by) || this.isBarred(deed.by) || !this.isUndecided() || this.hasSpoken(deed.by))
          return false;
        this.aside.add(humanOf(deed.by));
        return true;
      case 'setLevel':
        return this.setsLevel(deed.by, deed.level);
      case 'confirmLevel':
        if (!this.maySettle(deed.by, MAY_CONFIRM) || !this.lowering) return false;
        if (humanOf(this.lowering.by) === humanOf(deed.by)) return false;
        this.level = this.lowering.to;
        this.lowering = undefined;
        return true;
      case 'declineLevel':
        if (!this.maySettle(deed.by, [...MAY_CONFIRM, ...MAY_PROPOSE]) || !this.lowering) return false;
        this.lowering = undefined;
        return true;
      case 'record':
        if (!this.isCommitteesTurn(deed.by, 'committee-secretary') || !this.isSound(deed.meeting)) return false;
        this.minutes = { by: deed.by, meeting: deed.meeting, confirmed: false };
        return true;
      case 'confirmRecord':
        return this.confirms(deed.by);
      case 'returnRecord':
        if (!this.isCommitteesTurn(deed.by, 'committee-chair') || !this.minutes) return false;
        this.minutes = undefined;
        return true;
    }
  }

  // Who somebody is to it.

  private holds(name: Name, roles: readonly string[]): boolean {
    return ROLES_OF[name].some((role) => roles.includes(role));
  }

  /** They submitted or own it, or have stood aside. */
  private isBarred(name: Name): boolean {
    return name === 'sub' || name === 'own' || this.aside.has(humanOf(name));
  }

  /** They wrote parts of it: they may advise and leave it to others, and have no say in it. */
  private wroteIt(name: Name): boolean {
    return this.writers.has(humanOf(name));
  }

  /** Neither theirs nor left to others, nor written by them. */
  private isFree(name: Name): boolean {
    return !this.isBarred(name) && !this.wroteIt(name);
  }

  private isUndecided(): boolean {
    return this.fate === 'open' || this.fate === 'changes';
  }

  private votingRoles(): readonly string[] {
    return TABLE[this.level].lines.flatMap((line) => ('needs' in line ? line.needs.flatMap(({ anyOf }) => anyOf) : []));
  }

  private reads(name: Name): boolean {
    const together = TABLE[this.level].lines.some((line) => 'membersAtLeast' in line) ? COMMITTEE : [];
    const { advisers } = TABLE[this.level];
    return this.holds(name, [...this.votingRoles(), ...PREPARE, ...together, ...advisers, ...TOLD_WHEN_LATE]);
  }

  /** Colleagues who are away today and have named this person. */
  private standsInFor(name: Name): readonly Name[] {
    return this.absences
      .filter(
        ({ to, firstDay, beforeDay }) => humanOf(to) === humanOf(name) && firstDay <= this.day && this.day < beforeDay,
      )
      .map(({ who }) => who);
  }

  /** A required role of their own, or of a colleague who could decide on it and is away. */
  private hasASay(name: Name): boolean {
    if (!this.isFree(name)) return false;
    const roles = this.votingRoles();
    return this.holds(name, roles) || this.standsInFor(name).some((who) => this.isFree(who) && this.holds(who, roles));
  }

  private hasSpoken(name: Name): boolean {
    const human = humanOf(name);
    return (
      this.approvals.some((one) => one.human === human || one.forHuman === human) ||
      (this.minutes?.meeting.there.some(
        (who) => humanOf(who) === human && !this.minutes?.meeting.aside.includes(who),
      ) ??
        false)
    );
  }

  // Where it stands.

  private isMet({ anyOf, times }: Need): boolean {
    return this.approvals.filter(({ role }) => anyOf.includes(role)).length >= times;
  }

  private line(): Line | undefined {
    return TABLE[this.level].lines.find((line) =>
      'needs' in line ? !line.needs.every((need) => this.isMet(need)) : !this.minutes?.confirmed,
    );
  }

  private closeWhenComplete(): void {
    if (this.line()) return;
    this.fate = this.approvals.some(({ condition }) => condition) ? 'conditions' : 'approved';
  }

  // What is done.

  private approves({ by, condition, explained, stale }: Extract<Deed, { kind: 'approve' }>): boolean {
    if (stale || !this.hasASay(by) || this.fate !== 'open' || this.lowering || this.hasSpoken(by)) return false;
    const line = this.line();
    if (!line || !('needs' in line)) return false;
    const wanted = line.needs.filter((need) => !this.isMet(need));
    const chosen = this.capacityIn(by, wanted);
    if (!chosen) return false;
    const warned = [...this.advice.values()].some(
      ({ stance, counts }) => counts && (stance === 'against' || (stance === 'withConditions' && !condition)),
    );
    if (warned && !explained) return false;
    this.approvals.push({ human: humanOf(by), ...chosen, condition });
    this.closeWhenComplete();
    return true;
  }

  /** For themselves if they can, otherwise for the colleague who named them last. */
  private capacityIn(
    by: Name,
    wanted: readonly Need[],
  ): { readonly role: string; readonly forHuman: string } | undefined {
    const order = this.votingRoles();
    const roleOf = (who: Name) =>
      order.find((role) => this.holds(who, [role]) && wanted.some(({ anyOf }) => anyOf.includes(role)));
    for (const who of [
      by,
      ...this.standsInFor(by)
        .toReversed()
        .filter((one) => this.isFree(one) && !this.hasSpoken(one)),
    ]) {
      const role = roleOf(who);
      if (role !== undefined) return { role, forHuman: humanOf(who) };
    }
    return undefined;
  }

  private rejects(by: Name): boolean {
    if (!this.hasASay(by) || !this.isUndecided() || this.hasSpoken(by)) return false;
    // Where they have no role of their own, it is the colleague's word.
    if (!this.holds(by, this.votingRoles())) {
      const [who] = this.standsInFor(by)
        .toReversed()
        .filter((one) => this.isFree(one) && this.holds(one, this.votingRoles()));
      if (!who || this.hasSpoken(who)) return false;
    }
    this.fate = 'rejected';
    return true;
  }

  private sendsAgain(by: Name, level: ImpactLevel, writers: readonly Name[]): boolean {
    if ((by !== 'sub' && by !== 'own') || this.fate !== 'changes') return false;
    this.fate = 'open';
    this.level = level;
    this.computed = level;
    this.lowering = undefined;
    this.approvals = [];
    this.advice.clear();
    this.minutes = undefined;
    this.writers = new Set(writers.map(humanOf));
    return true;
  }

  private advises(by: Name, stance: Stance): boolean {
    const { advisers } = TABLE[this.level];
    const counts =
      this.holds(by, advisers) || this.standsInFor(by).some((who) => !this.isBarred(who) && this.holds(who, advisers));
    if ((!counts && !this.reads(by)) || this.isBarred(by) || !this.isUndecided()) return false;
    this.advice.set(by, { stance, counts });
    return true;
  }

  private maySettle(by: Name, roles: readonly string[]): boolean {
    return this.holds(by, roles) && this.isFree(by) && this.fate === 'open';
  }

  private setsLevel(by: Name, level: ImpactLevel): boolean {
    if (!this.maySettle(by, MAY_PROPOSE) || this.lowering || this.approvals.length > 0 || this.minutes) return false;
    if (level === this.level) return false;
    if (HEIGHT[level] < HEIGHT[this.computed]) this.lowering = { by, to: level };
    else this.level = level;
    return true;
  }

  private isCommitteesTurn(by: Name, role: string): boolean {
    const line = this.line();
    return (
      this.holds(by, [role]) &&
      this.isFree(by) &&
      this.fate === 'open' &&
      !this.lowering &&
      line !== undefined &&
      'membersAtLeast' in line
    );
  }

  private tookPartWrongly(meeting: Meeting): boolean {
    const voters = meeting.there.filter((name) => !meeting.aside.includes(name));
    return voters.some(
      (name) =>
        !this.isFree(name) ||
        this.approvals.some(({ human, forHuman }) => human === humanOf(name) || forHuman === humanOf(name)),
    );
  }

  private isSound(meeting: Meeting): boolean {
    const line = this.line();
    const { there, aside, inFavour, against, abstained, approves } = meeting;
    const voters = there.length - aside.length;
    return (
      line !== undefined &&
      'membersAtLeast' in line &&
      there.every((name) => this.holds(name, ['committee', 'committee-chair'])) &&
      aside.every((name) => there.includes(name)) &&
      !this.tookPartWrongly(meeting) &&
      voters >= line.membersAtLeast &&
      inFavour + against + abstained === voters &&
      approves === inFavour > against
    );
  }

  private confirms(by: Name): boolean {
    if (!this.isCommitteesTurn(by, 'committee-chair') || !this.minutes) return false;
    const { by: secretary, meeting } = this.minutes;
    if (secretary === by || !meeting.there.includes(by) || meeting.aside.includes(by)) return false;
    if (this.tookPartWrongly(meeting)) return false;
    this.minutes.confirmed = true;
    if (meeting.approves) this.closeWhenComplete();
    else this.fate = 'rejected';
    return true;
  }

  private goesAway(by: Name, to: Name, days: number): boolean {
    const somewhere = Object.values(TABLE).flatMap(({ lines, advisers }) => [
      ...lines.flatMap((line) => ('needs' in line ? line.needs.flatMap(({ anyOf }) => anyOf) : [])),
      ...advisers,
    ]);
    const beforeDay = this.day + days;
    const meets = ({ firstDay, beforeDay: end }: Absence) => firstDay < beforeDay && this.day < end;
    if (!this.holds(by, somewhere) || humanOf(by) === humanOf(to) || days < 1 || days > 92) return false;
    if (this.absences.some((one) => humanOf(one.who) === humanOf(by) && meets(one))) return false;
    if (this.absences.some((one) => humanOf(one.who) === humanOf(to) && meets(one))) return false;
    this.absences.push({ who: by, to, firstDay: this.day, beforeDay });
    return true;
  }

  private comesBack(by: Name): boolean {
    const away = this.absences.find((one) => one.who === by && one.firstDay <= this.day && this.day < one.beforeDay);
    if (!away) return false;
    this.absences = this.absences.map((one) => (one === away ? { ...one, beforeDay: this.day } : one));
    return true;
  }
}
