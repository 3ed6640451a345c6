/** The first numbers of a message on the line of a draft (Hocuspocus 4, y-protocols); NaN where the message ends before. */
export interface MessageHead {
  /** Bytes of the name of the draft, which stands first. */
  readonly nameLength: number;
  readonly kind: number;
  /** What the kind brings first: the step of a Sync, the state of a SyncStatus. */
  readonly detail: number;
}

/** Kind of messages with edits. */
export const syncKind = 0;

/** A varint never has more bits than this here. */
const largestFactor = 2 ** 35;

export function messageHead(message: Uint8Array): MessageHead {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; at < message.length && factor < largestFactor; factor *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  const nameLength = number();
  at += nameLength;
  return { nameLength, kind: number(), detail: number() };
}
