import { z } from 'zod';
import type { Platform } from '../../chat/event.ts';

const StoredPlatform = z.enum(['console', 'slack', 'teams']);

export function platformOf(stored: string): Platform {
  return StoredPlatform.parse(stored);
}
