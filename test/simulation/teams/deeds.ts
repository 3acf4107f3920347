import type { ActionValue } from '../../../src/chat/card.ts';
import {
  type ActivityJson,
  aChannelActivity,
  aPersonalActivity,
  BOT,
  GOVERNANCE,
} from '../../support/teams/activities.ts';
import type { Stage } from './stage.ts';

/** A deed of a person, as Teams delivers it again and again. */
export interface Deed {
  readonly what: string;
  /** The delivery of this attempt: twice under one id, then twice under another where Teams does that. */
  delivery(attempt: number): ActivityJson;
}

/** How a client sends what was done with a card. */
export type Means = 'card' | 'dialog' | 'oldClient';

/** What a button or a form carries, beside the name of its picture. */
export type Carried =
  | { readonly action: string; readonly value: ActionValue }
  | { readonly form: string; readonly context: ActionValue; readonly [input: string]: unknown };

let names = 0;

function newName(): string {
  names += 1;
  return `9${String(names).padStart(12, '0')}`;
}

/** The deeds of one person. Teams repeats words under their own id alone, and invokes under a new one, too. */
export function createDeeds({ connector, weather }: Pick<Stage, 'connector' | 'weather'>, user: string) {
  const about = { user, serviceUrl: connector.serviceUrl };

  function words(what: string, activity: ActivityJson): Deed {
    return { what, delivery: () => activity };
  }

  return {
    says: (text: string) => words(text, aPersonalActivity({ ...about, more: { text } })),
    mentions(text: string, channel: string, thread?: string) {
      const entities = [{ type: 'mention', text: '<at>Steward</at>', mentioned: BOT }];
      const more = { text: `<at>Steward</at> ${text}\n`, entities };
      return words(text, aChannelActivity({ ...about, more }, channel, thread));
    },
    /** `isMeantAgain`: somebody who hears nothing clicks the next picture of the card as well. */
    clicks(what: string, carried: Carried, means: Means, { inTeam = false, isMeantAgain = true } = {}): Deed {
      let [nonce, first, second] = [newName(), newName(), newName()];
      const thread = newName();
      return {
        what,
        delivery(attempt) {
          if (isMeantAgain && attempt > 1 && weather.random() < 0.3)
            [nonce, first, second] = [newName(), newName(), newName()];
          const more = { ...clicked({ ...carried, nonce }, means), id: attempt < 2 ? first : second };
          return inTeam
            ? aChannelActivity({ ...about, more }, GOVERNANCE, thread)
            : aPersonalActivity({ ...about, more });
        },
      };
    },
  };

  function clicked(data: object, means: Means): object {
    switch (means) {
      case 'card':
        return { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data }, trigger: 'manual' } };
      case 'dialog':
        return { type: 'invoke', name: 'task/submit', value: { data } };
      case 'oldClient':
        return { text: undefined, value: data };
    }
  }
}
