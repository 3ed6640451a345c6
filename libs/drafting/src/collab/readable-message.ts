import { messageHead, syncKind } from '@gare/domain/drafting/message-head';

/** Messages of a client by their number (Hocuspocus 4): Sync, Awareness, Auth, QueryAwareness, Stateless, Close. */
const ofClients = [0, 1, 2, 3, 5, 7];
/** SyncStep1, SyncStep2, Update (y-protocols). */
const syncSteps = [0, 1, 2];
/** The answer to a ping names no draft. */
const pong = 10;
const longestName = 200;

/** Whether a message can be one of a client at all: name of a draft, a kind that clients send. What is in it is looked at later. */
export function isReadable(message: Uint8Array): boolean {
  if (message.length === 1) return message[0] === pong;
  const { nameLength, kind, detail } = messageHead(message);
  if (!(nameLength > 0 && nameLength <= longestName)) return false;
  return ofClients.includes(kind) && (kind !== syncKind || syncSteps.includes(detail));
}
