import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CONFIG, type Config, type MailConfig } from '../config/index.js';
import { outcomeOfFailure } from './smtp-failure.js';
import { type Mail, type MailOutcome } from './mail.js';

const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/** Longer than any one delivery can take: what is not over after this was broken off. */
export const longestDeliveryMs = 120_000;

/** Hands messages to the mail server of the Province, one connection each, and tells exactly what is known of the outcome. */
@Injectable()
export class Mailer {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'mail' | 'publicUrl'>) {}

  /** False where no server is configured: nothing is ever sent. */
  get isOn(): boolean {
    return this.config.mail !== null;
  }

  /** Never throws: whatever happens is an outcome. */
  async send(mail: Mail, signal?: AbortSignal): Promise<MailOutcome> {
    const { mail: settings } = this.config;
    if (settings === null) return { is: 'RINVIATO', reason: 'L’invio di posta non è configurato.' };
    const progress = { handedOver: false };
    try {
      const message = await new MailComposer(envelopeOf(mail, settings)).compile().build();
      const body = Readable.from([message], { objectMode: false });
      body.on('end', () => {
        progress.handedOver = true;
      });
      const reply = await this.deliver(settings, { from: settings.from.address, to: mail.to.address, body }, signal);
      return { is: 'ACCETTATO', reply };
    } catch (error) {
      return outcomeOfFailure(error, progress.handedOver);
    }
  }

  private deliver(
    settings: MailConfig,
    { from, to, body }: { from: string; to: string; body: Readable },
    signal?: AbortSignal,
  ): Promise<string> {
    const { host, port, secure, requireTls, login, caFile } = settings;
    const plain = !secure && !requireTls;
    const connection = new SMTPConnection({
      ...{ host, port, secure, requireTLS: requireTls, ignoreTLS: plain, ...timeouts },
      name: new URL(this.config.publicUrl).hostname,
      // Read at each delivery: a certificate that is replaced does not ask for a restart.
      tls: { minVersion: 'TLSv1.2', ...(caFile === null ? {} : { ca: readFileSync(caFile) }) },
    });
    return new Promise<string>((resolve, reject) => {
      const fail = (error: unknown): void => {
        connection.close();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const send = (): void => {
        connection.send({ from, to }, body, (error, info) => {
          if (error) {
            fail(error);
            return;
          }
          connection.quit();
          resolve(info.response);
        });
      };
      connection.on('error', fail);
      signal?.addEventListener('abort', () => {
        fail(new Error('the worker stops'));
      });
      connection.connect((error) => {
        if (error) fail(error);
        else if (login === null) send();
        else
          connection.login({ user: login.user, pass: login.password }, (refusal) => {
            if (refusal) fail(refusal);
            else send();
          });
      });
    });
  }
}

function envelopeOf(mail: Mail, { from }: MailConfig): ConstructorParameters<typeof MailComposer>[0] {
  return {
    messageId: `<${mail.messageId}>`,
    from: { name: from.name, address: from.address },
    to: { name: mail.to.name, address: mail.to.address },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: {
      'List-Unsubscribe': `<${mail.settingsUrl}>`,
      // Nobody's vacation answers these.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
