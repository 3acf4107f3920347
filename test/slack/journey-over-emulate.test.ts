import { scopesFor } from '../../src/channels/slack/scopes.ts';
import { whyNoNamespace } from '../support/emulators/namespace.ts';
import { openEmulatedWorkspace } from '../support/slack/emulated-workspace.ts';
import { declareReviewFind } from './declare-review-find.ts';

declareReviewFind('emulate, with strict triggers and scopes', whyNoNamespace, () =>
  openEmulatedWorkspace(scopesFor([])),
);
