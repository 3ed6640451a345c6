import { mailSubject, mailText, type MailNotice } from './mail-text.js';

const notice: MailNotice = {
  code: 'RICHIESTA.aperta',
  title: 'Integrazione <chiesta>',
  text: 'Serve la determina & il CUP.',
  path: '/fascicoli/1/richieste?punto=2&altro="3"',
  createdAt: new Date('2026-11-23T08:05:00Z'),
  dossier: 'SUA-PG-2026-000001',
};
const other: MailNotice = { ...notice, code: 'SCADUTO.termini', title: 'Termine superato', dossier: 'SUA-PG-2026-000002' };
const content = { person: 'Lucia Bianchi', digestOf: null, publicUrl: 'https://gare.provincia.example' };

describe('the subject of an e-mail', () => {
  it.each([
    [[notice], null, 'Gare insieme: Messaggi e richieste – SUA-PG-2026-000001'],
    [[notice, notice], null, 'Gare insieme: Messaggi e richieste – SUA-PG-2026-000001'],
    [[notice, { ...other, dossier: notice.dossier }], null, 'Gare insieme: 2 avvisi – SUA-PG-2026-000001'],
    [[notice, other], null, 'Gare insieme: 2 avvisi'],
    [[{ ...notice, dossier: null }], null, 'Gare insieme: Messaggi e richieste'],
    [[notice], '2026-11-01', 'Gare insieme: 1 avviso, riepilogo del 1° novembre 2026'],
    [[notice, other], '2026-11-23', 'Gare insieme: 2 avvisi, riepilogo del 23 novembre 2026'],
  ])('is made of our own words and the code of the dossier', (notices, digestOf, subject) => {
    expect(mailSubject({ notices, digestOf })).toBe(subject);
  });

  it('says nothing of what a notice says', () => {
    const subject = mailSubject({ notices: [notice], digestOf: null });
    for (const word of ['Integrazione', 'determina', 'CUP']) expect(subject).not.toContain(word);
  });
});

describe('the text of an e-mail', () => {
  const { text, html } = mailText({ ...content, notices: [notice, other] });

  it('says what happened, when in Italy, where to go, and how to be told otherwise', () => {
    expect(text).toContain('Gentile Lucia Bianchi,');
    expect(text).toContain('Integrazione <chiesta>\n23 novembre 2026, ore 09:05\nServe la determina & il CUP.');
    expect(text).toContain('Apri: https://gare.provincia.example/fascicoli/1/richieste?punto=2&altro="3"');
    expect(text).toContain('https://gare.provincia.example/profilo#avvisi');
    expect(text.indexOf('Termine superato')).toBeGreaterThan(text.indexOf('Integrazione'));
  });

  it('is a page that holds nothing but text and links, whatever the notice contains', () => {
    expect(html).toContain('Integrazione &lt;chiesta&gt;');
    expect(html).toContain('la determina &amp; il CUP');
    expect(html).toContain('href="https://gare.provincia.example/fascicoli/1/richieste?punto=2&amp;altro=&quot;3&quot;"');
    expect(html).not.toMatch(/<(script|img|link|iframe)/);
    expect(html).toContain('<html lang="it">');
  });
});
