export interface FloodLimits {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Slowed down for so long without a rest, the connection is given up. */
  readonly floodMs: number;
}

/** What to do with a connection after a message: let it go on, hold it for some ms, or end it. */
export type FloodVerdict = { readonly kind: 'PASS' } | { readonly kind: 'HOLD'; readonly ms: number } | { readonly kind: 'END' };

/** People type some ten messages a second; so many at once are a paste, a reconnection or a cursor that moves. */
const burstSeconds = 5;

/** How much one connection sends. Time is given, in ms. */
export class FloodGate {
  private messages: number;
  private bytes: number;
  private at: number;
  private heldSince: number | null = null;

  constructor(
    private readonly limits: FloodLimits,
    now: number,
  ) {
    this.messages = limits.messagesPerSecond * burstSeconds;
    this.bytes = limits.bytesPerSecond * burstSeconds;
    this.at = now;
  }

  take(bytes: number, now: number): FloodVerdict {
    const { messagesPerSecond, bytesPerSecond, floodMs } = this.limits;
    const seconds = Math.max(0, now - this.at) / 1000;
    this.at = now;
    this.messages = Math.min(messagesPerSecond * burstSeconds, this.messages + seconds * messagesPerSecond) - 1;
    this.bytes = Math.min(bytesPerSecond * burstSeconds, this.bytes + seconds * bytesPerSecond) - bytes;
    const debt = Math.max(-this.messages / messagesPerSecond, -this.bytes / bytesPerSecond);
    if (debt <= 0) {
      // Half of what may come at once is there again: it was no flood.
      if (debt < -burstSeconds / 2) this.heldSince = null;
      return { kind: 'PASS' };
    }
    this.heldSince ??= now;
    if (now - this.heldSince > floodMs) return { kind: 'END' };
    return { kind: 'HOLD', ms: Math.ceil(debt * 1000) };
  }
}
