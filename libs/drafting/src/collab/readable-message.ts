/** Messages of a client by their number (Hocuspocus 4): Sync, Awareness, Auth, QueryAwareness, Stateless, Close. */
const ofClients = [0, 1, 2, 3, 5, 7];
const sync = 0;
/** SyncStep1, SyncStep2, Update (y-protocols). */
const syncSteps = [0, 1, 2];
/** The answer to a ping names no draft. */
const pong = 10;
const longestName = 200;

/** Whether a message can be one of a client at all: name of a draft, a kind that clients send. What is in it is looked at later. */
export function isReadable(message: Uint8Array): boolean {
  if (message.length === 1) return message[0] === pong;
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; at < message.length && factor < 2 ** 35; factor *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  const length = number();
  if (!(length > 0 && length <= longestName)) return false;
  at += length;
  const kind = number();
  return ofClients.includes(kind) && (kind !== sync || syncSteps.includes(number()));
}
