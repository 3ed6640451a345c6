import { ConfigError, loadConfig } from '@gare/platform/config';
import { Mailer, type Mail, type MailOutcome } from '@gare/platform/mail';
import { certificate, MailServer, type Behaviour, type MailServerOptions } from '../harness/mail-server.js';

const open: MailServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

const required = {
  APP_DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  REDIS_URL: 'redis://127.0.0.1',
  STORAGE_DIR: '/tmp/none',
  SESSION_SECRET: 'x'.repeat(32),
};
const mail: Mail = {
  messageId: '4f6f0c1e@gare.provincia.example',
  to: { name: 'Lucia Bianchi', address: 'rup@montone.example' },
  subject: 'Gare insieme – SUA-PG-2026-000001: Tocca a te',
  text: 'È il tuo turno: c’è una richiesta.\n',
  html: '<p>È il tuo turno: c’è una richiesta.</p>',
  settingsUrl: 'https://gare.provincia.example/profilo#avvisi',
};

async function server(options?: MailServerOptions): Promise<MailServer> {
  const started = await MailServer.start(options);
  open.push(started);
  return started;
}

function send(target: MailServer, environment: Record<string, string> = {}): Promise<MailOutcome> {
  return new Mailer(loadConfig({ ...required, ...target.environment(environment) })).send(mail);
}

describe('a message handed to a real SMTP server', () => {
  it('arrives with text, page, a Message-ID of ours, the way to the settings, and no answering machine', async () => {
    const target = await server();
    expect(await send(target)).toMatchObject({ is: 'ACCETTATO' });
    const [got] = target.received;
    expect(got).toMatchObject({
      messageId: '<4f6f0c1e@gare.provincia.example>',
      subject: mail.subject,
      text: mail.text,
      html: expect.stringContaining('c’è una richiesta') as string,
      from: { text: '"Gare insieme" <noreply@provincia.example>' },
      to: { text: '"Lucia Bianchi" <rup@montone.example>' },
    });
    expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(got?.headers.get('list')).toMatchObject({ unsubscribe: { url: mail.settingsUrl } });
  });

  it.each<[string, Behaviour, MailOutcome['is'], RegExp]>([
    ['an address it does not know', { refuses: 'RCPT', code: 550 }, 'RIFIUTATO', /550/],
    ['a full mailbox', { refuses: 'RCPT', code: 452 }, 'RINVIATO', /452/],
    ['a content it does not want', { refuses: 'DATA', code: 554 }, 'RIFIUTATO', /554/],
    ['greylisting after the content', { refuses: 'DATA', code: 451 }, 'RINVIATO', /451/],
    ['a connection that breaks after the content', 'CUTS', 'INCERTO', /forse è arrivato/],
  ])('that answers with %s', async (_what, behaviour, is, reason) => {
    const target = await server();
    target.behaviour = behaviour;
    expect(await send(target)).toEqual({ is, reason: expect.stringMatching(reason) as string });
  });

  it('that is not there is tried again', async () => {
    const target = await server();
    await target.stop();
    open.splice(0);
    expect(await send(target)).toEqual({ is: 'RINVIATO', reason: expect.stringContaining('non risponde') as string });
  });

  it('that stops answering after the content, until the worker stops, may have taken it', async () => {
    const target = await server();
    target.behaviour = 'HOLDS';
    const stopping = new AbortController();
    const sending = new Mailer(loadConfig({ ...required, ...target.environment() })).send(mail, stopping.signal);
    await target.until(1);
    stopping.abort();
    expect(await sending).toMatchObject({ is: 'INCERTO' });
  });
});

describe('encryption', () => {
  it('is asked for: a server without STARTTLS gets nothing, unless switched off for this machine', async () => {
    const target = await server({ tls: 'none' });
    expect(await send(target, { SMTP_TLS: 'required' })).toMatchObject({ is: 'RINVIATO' });
    expect(target.received).toEqual([]);
    expect(await send(target, { SMTP_TLS: 'off' })).toMatchObject({ is: 'ACCETTATO' });
  });

  it.each(['starttls', 'tls'] as const)('with %s trusts only a certificate somebody vouches for, and signs in after it', async (tls) => {
    const target = await server({ tls, user: 'gare@provincia', password: 'segreto:1' });
    const scheme = tls === 'tls' ? 'smtps' : 'smtp';
    const url = (password: string): string => `${scheme}://gare%40provincia:${encodeURIComponent(password)}@127.0.0.1:${target.port}`;
    const secured = { SMTP_TLS: 'required', SMTP_URL: url('segreto:1') };
    const unknown = await send(target, secured);
    expect(unknown).toMatchObject({ is: 'RINVIATO', reason: expect.stringMatching(/self.signed certificate/) as string });
    const trusted = { ...secured, SMTP_CA_FILE: certificate().caFile };
    const refused = await send(target, { ...trusted, SMTP_URL: url('sbagliata') });
    expect(refused).toEqual({ is: 'RINVIATO', reason: expect.stringContaining('non accetta utente e password') as string });
    expect(JSON.stringify(refused)).not.toContain('sbagliata');
    expect(target.received).toEqual([]);
    expect(await send(target, trusted)).toMatchObject({ is: 'ACCETTATO' });
    expect(target.received).toHaveLength(1);
  });

  it('a configuration that would send a password in the clear to another machine does not start', () => {
    const wrong = { ...required, SMTP_URL: 'smtp://user:segreto@mail.example', SMTP_TLS: 'off', MAIL_FROM: 'a@b.example' };
    expect(() => loadConfig(wrong)).toThrow(ConfigError);
    expect(() => loadConfig(wrong)).not.toThrow(/segreto/);
  });
});

it('without a server nothing is sent', async () => {
  const mailer = new Mailer(loadConfig(required));
  expect(mailer.isOn).toBe(false);
  expect(await mailer.send(mail)).toMatchObject({ is: 'RINVIATO' });
});
