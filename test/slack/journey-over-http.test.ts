import { whyNoLocalSlack } from '../support/slack/local-slack.ts';
import { openLocalWorkspace } from '../support/slack/local-workspace.ts';
import { declareReviewFind } from './declare-review-find.ts';

declareReviewFind('local-slack over HTTP', whyNoLocalSlack, () => openLocalWorkspace('http'));
