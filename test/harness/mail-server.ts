import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, mkdtempSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the server behaves until it is told otherwise. */
export type Behaviour =
  | 'TAKES'
  /** Takes the whole message and never answers. */
  | 'HOLDS'
  /** Takes the whole message and breaks the connection instead of answering. */
  | 'CUTS'
  | { readonly refuses: 'RCPT' | 'DATA'; readonly code: number };

export interface MailServerOptions {
  readonly tls?: 'none' | 'starttls' | 'tls';
  readonly user?: string;
  readonly password?: string;
}

/** A real SMTP server on this machine; everything it was handed is kept, also what it did not acknowledge. */
export class MailServer {
  behaviour: Behaviour = 'TAKES';
  /** Messages handed over to the end, acknowledged or not. */
  readonly received: ParsedMail[] = [];
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start({ tls = 'none', user, password }: MailServerOptions = {}): Promise<MailServer> {
    const { key, cert } = tls === 'none' ? { key: undefined, cert: undefined } : certificate();
    const started: { own?: MailServer } = {};
    const server = new SMTPServer({
      ...(key === undefined ? {} : { key, cert }),
      secure: tls === 'tls',
      hideSTARTTLS: tls === 'none',
      disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(user === undefined ? ['AUTH'] : [])],
      authOptional: user === undefined,
      logger: false,
      onAuth: (auth, _session, done) => {
        if (auth.username === user && auth.password === password) done(null, { user: auth.username });
        else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }));
      },
      onRcptTo: (_address, _session, done) => {
        done(started.own?.refusal('RCPT') ?? null);
      },
      onData: (stream, _session, done) => {
        void simpleParser(stream).then((mail) => started.own?.handed(mail, done));
      },
    });
    // A client that goes away is part of the tests.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const own = new MailServer(server, (server.server.address() as AddressInfo).port);
    started.own = own;
    return own;
  }

  /** Environment of a product that sends through it. */
  environment(more: Record<string, string> = {}): Record<string, string> {
    return {
      SMTP_URL: `smtp://127.0.0.1:${this.port}`,
      SMTP_TLS: 'off',
      MAIL_FROM: 'Gare insieme <noreply@provincia.example>',
      MAIL_GROUP_SECONDS: '0',
      PUBLIC_URL: 'https://gare.provincia.example',
      ...more,
    };
  }

  /** Resolves when so many messages have been handed over. */
  async until(count: number, withinMs = 30_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.received.length < count) {
      if (performance.now() > deadline) throw new Error(`${this.received.length} of ${count} messages arrived`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  sentTo(address: string): ParsedMail[] {
    return this.received.filter(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(address)));
  }

  private refusal(at: 'RCPT' | 'DATA'): Error | undefined {
    if (typeof this.behaviour === 'string' || this.behaviour.refuses !== at) return undefined;
    return Object.assign(new Error(`refused with ${this.behaviour.code}`), { responseCode: this.behaviour.code });
  }

  private handed(mail: ParsedMail, done: (error?: Error | null) => void): void {
    const refusal = this.refusal('DATA');
    if (refusal === undefined) this.received.push(mail);
    for (const wake of this.waiting.splice(0)) wake();
    if (this.behaviour === 'HOLDS') return;
    if (this.behaviour === 'CUTS') this.cut();
    else done(refusal ?? null);
  }

  /** Breaks every connection, as a crash would. */
  cut(): void {
    for (const connection of this.server.connections as Set<{ _socket: { destroy(): void } }>) connection._socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }
}

let made: { key: Buffer; cert: Buffer; caFile: string } | undefined;

/** A certificate for 127.0.0.1 that only `caFile` vouches for. */
export function certificate(): { key: Buffer; cert: Buffer; caFile: string } {
  if (made) return made;
  const directory = mkdtempSync(join(tmpdir(), 'gare-mail-'));
  const [key, caFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      caFile,
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ],
    { stdio: 'ignore' },
  );
  made = { key: readFileSync(key), cert: readFileSync(caFile), caFile };
  return made;
}
