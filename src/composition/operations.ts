import { Router } from 'express';
import type { Metrics } from '../observability/metrics.ts';
import type { Storage } from '../storage/open-storage.ts';

/** `/livez`, `/readyz` and `/metrics`: is the process there, can it work, how does it fare. */
export function createOperationsRouter(storage: Pick<Storage, 'ping'>, metrics: Metrics): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.type('text/plain').send('alive'));
  router.get('/readyz', async (_request, response) => {
    const answers = await storage.ping().then(
      () => true,
      () => false,
    );
    response
      .status(answers ? 200 : 503)
      .type('text/plain')
      .send(answers ? 'ready' : 'the database does not answer');
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  return router;
}
