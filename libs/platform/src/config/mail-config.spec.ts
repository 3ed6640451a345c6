import { readMailConfig } from './mail-config.js';

const defaults = { SMTP_TLS: 'required', MAIL_GROUP_SECONDS: 180, MAIL_FROM: 'Gare insieme <noreply@provincia.example>' } as const;

describe('the settings of the mail server', () => {
  it('are none without SMTP_URL: e-mail is off', () => {
    expect(readMailConfig({ ...defaults })).toEqual({ config: null });
  });

  it.each([
    ['smtps://u%40p:p%3Aw@mail.example', { port: 465, secure: true, requireTls: false, login: { user: 'u@p', password: 'p:w' } }],
    ['smtp://mail.example', { port: 587, secure: false, requireTls: true, login: null }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, requireTls: true }],
  ])('ask for TLS unless told otherwise: %s', (url, expected) => {
    expect(readMailConfig({ ...defaults, SMTP_URL: url })).toMatchObject({ config: expected });
  });

  it.each([
    ['Gare insieme <noreply@provincia.example>', { name: 'Gare insieme', address: 'noreply@provincia.example' }],
    ['"Provincia, SUA" <sua@provincia.example>', { name: 'Provincia, SUA', address: 'sua@provincia.example' }],
    ['sua@provincia.example', { name: 'Gare insieme', address: 'sua@provincia.example' }],
  ])('read the sender %s', (from, expected) => {
    expect(readMailConfig({ ...defaults, SMTP_URL: 'smtp://mail.example', MAIL_FROM: from })).toMatchObject({ config: { from: expected } });
  });

  it('say what is wrong without showing the password', () => {
    const wrong = readMailConfig({ ...defaults, MAIL_FROM: 'nobody', SMTP_TLS: 'off', SMTP_URL: 'smtp://user:very-secret@mail.example' });
    expect(wrong).toEqual({ problems: [expect.stringContaining('MAIL_FROM'), expect.stringContaining('in the clear')] });
    expect(JSON.stringify(wrong)).not.toContain('very-secret');
    expect(readMailConfig({ ...defaults, MAIL_FROM: undefined, SMTP_URL: 'smtp://mail.example' })).toHaveProperty('problems');
  });
});
