import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Holds back one person (or one broken script) without touching anyone else. */
export interface RateLimit {
  /** Milliseconds to wait; 0 when the deed may go on. */
  take(key: string): Promise<number>;
}

/** At most `deeds` per `seconds` for each key, counted in this process. */
export function createRateLimit(deeds: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: deeds, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(refused.msBeforeNext, 1);
        throw refused;
      }
    },
  };
}
