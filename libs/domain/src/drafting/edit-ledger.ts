import { messageHead, syncKind } from './message-head.js';

/** Kinds of messages on the line of a draft (Hocuspocus 4, y-protocols) that matter here; the name of the draft stands before them. */
const syncStatus = 8;
const everythingTheOtherLacks = 1;
const oneEdit = 2;

/**
 * Which edits of this client the server has acknowledged. The provider only counts, over all lines together: an acknowledgement of
 * one edit then stands for another, and "saved" is said too early. Here the count belongs to one line: the server answers, in order,
 * each message with edits that this line carried; all is acknowledged when it has answered as many as were sent.
 */
export class EditLedger {
  private sent = 0;
  private acknowledged = 0;
  /** This line has carried everything the server lacked; before that single edits would stand on nothing there. */
  private isIntroduced = false;
  private isRefused = false;

  /** A new line, or none: what was not acknowledged travels anew with the introduction of the next. */
  restart(): void {
    this.sent = 0;
    this.acknowledged = 0;
    this.isIntroduced = false;
    this.isRefused = false;
  }

  /** The server has every edit made here. */
  get isComplete(): boolean {
    return this.isIntroduced && !this.isRefused && this.acknowledged === this.sent;
  }

  /**
   * Asked of a message before it goes on the line.
   * @returns false where it stays here: edits before the introduction, and those of a line that is not open; the next introduction has them
   */
  maySend(message: Uint8Array, isOpen: boolean): boolean {
    const { kind, detail: step } = messageHead(message);
    if (kind !== syncKind || (step !== everythingTheOtherLacks && step !== oneEdit)) return true;
    // What does not leave now is not made up for by what comes after it on the same line.
    this.isIntroduced = isOpen && (this.isIntroduced || step === everythingTheOtherLacks);
    if (!this.isIntroduced) return false;
    this.sent += 1;
    return true;
  }

  /** Told of each message of the server. @returns whether it was an answer to edits */
  hear(message: Uint8Array): boolean {
    const { kind, detail: status } = messageHead(message);
    if (kind !== syncStatus) return false;
    if (status === 1) this.acknowledged += 1;
    else this.isRefused = true;
    return true;
  }
}

interface DraftSocket {
  send(message: unknown): void;
  on(event: string, listener: () => void): unknown;
  readonly webSocket: { readonly readyState: number } | null;
}

interface DraftProvider {
  on(event: string, listener: (told: never) => void): unknown;
}

const openState = 1;

/**
 * Keeps the ledger of the line between a provider of Hocuspocus and the server, in the browser and in Node alike. To be called
 * before the provider is attached. One draft a socket.
 * @param complete called whenever the server has answered the last edit
 */
export function keepLedger(socket: DraftSocket, provider: DraftProvider, complete: () => void): EditLedger {
  const ledger = new EditLedger();
  const restart = (): void => {
    ledger.restart();
  };
  const send = socket.send.bind(socket);
  socket.send = (message) => {
    if (message instanceof Uint8Array && !ledger.maySend(message, socket.webSocket?.readyState === openState)) return;
    send(message);
  };
  socket.on('open', restart);
  socket.on('disconnect', restart);
  // The server shows the draft the door and keeps the line.
  provider.on('close', restart);
  provider.on('message', ({ event }: { event: { data: ArrayBuffer } }) => {
    if (ledger.hear(new Uint8Array(event.data)) && ledger.isComplete) complete();
  });
  return ledger;
}
