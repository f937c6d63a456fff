const BASE = 500;
const CAP = 15_000;

/**
 * Milliseconds to wait before the next attempt (the first is 0). Full jitter: when the hall's network returns,
 * five hundred phones must not come back in the same instant. There is no last attempt.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(CAP, BASE * 2 ** Math.min(attempt, 10));
}
