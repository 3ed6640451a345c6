import { type ConvenzioneDetail } from '@gare/contracts/convenzioni';
import { type DocumentView } from '@gare/contracts/documents';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const pdfType = 'application/pdf';

/** A convenzione in the hands of people, over HTTP. */
export class ConvenzioneLife {
  constructor(readonly id: string) {}

  async show(visitor: Visitor): Promise<ConvenzioneDetail> {
    return (await visitor.get<ConvenzioneDetail>(`/api/convenzioni/${this.id}`)).body;
  }

  /** Changes fields of the sheet at its present revision. */
  async write(visitor: Visitor, values: Readonly<Record<string, unknown>>): Promise<Answer> {
    const path = `/api/dossiers/${this.id}/scheda`;
    const { body } = await visitor.get<{ revision: number }>(path);
    const changes = Object.entries(values).map(([field, value]) => ({ path: field, value }));
    return visitor.send('PATCH', path, { baseRevision: body.revision, changes });
  }

  step(visitor: Visitor, event: string, motivation?: string): Promise<Answer> {
    return visitor.post(`/api/dossiers/${this.id}/transitions`, { event, ...(motivation === undefined ? {} : { motivation }) });
  }

  upload(visitor: Visitor, code: string, bytes?: Buffer, name = bytes === undefined ? `${code}.docx` : `${code}.pdf`): Promise<Answer> {
    const type = bytes === undefined ? wordType : name.endsWith('.p7m') ? 'application/pkcs7-mime' : pdfType;
    const file = { name, bytes: bytes ?? wordBody(wordParagraph(`Atto di prova ${code}`)), type };
    return visitor.upload(`/api/dossiers/${this.id}/documents/${code}/upload`, file);
  }

  /** Forms the text and waits until it is ready. @returns its bytes */
  async formText(visitor: Visitor): Promise<Buffer> {
    const path = `/api/dossiers/${this.id}/documents`;
    const asked = await visitor.post(`${path}/generate`, { codes: ['TESTO'] });
    if (asked.status !== 202) throw new Error(`the text was not formed: ${asked.status} ${JSON.stringify(asked.body)}`);
    const { items } = await visitor.until<{ items: DocumentView[] }>(path, (body) =>
      body.items.some(({ code, state }) => code === 'TESTO' && state !== 'GENERATING'),
    );
    const text = items.find(({ code }) => code === 'TESTO');
    if (text?.state !== 'READY') throw new Error(`the text is ${JSON.stringify(text)}`);
    return this.file(visitor, 'TESTO', text.current?.version ?? 0);
  }

  file(visitor: Visitor, code: string, version: number): Promise<Buffer> {
    return visitor.download(`/api/dossiers/${this.id}/documents/${code}/versions/${version}/file?format=pdf`);
  }
}

/** What people fill in of a convenzione that has just been opened. */
export const completion = (inizio: string, fine: string): Readonly<Record<string, unknown>> => ({
  'contenuto/parti/SUA/rappresentante': { cognome: 'Palomba', nome: 'Carla', carica: 'Presidente' },
  'contenuto/parti/COMUNE/rappresentante': { cognome: 'Bianchi', nome: 'Lucia', carica: 'Sindaca' },
  'contenuto/durata/inizio': inizio,
  'contenuto/durata/fine': fine,
  'contenuto/privacy/atto': 'Allegato B, nomina a responsabile del trattamento',
  numero: '41/2026',
});

export const deliberation = (data: string): Readonly<Record<string, unknown>> => ({
  numero: '12',
  data,
  pubblicataIl: data,
  immediatamenteEseguibile: true,
  pareri: true,
});

/** A text with what a PAdES signature adds to a file: another part after it, its bytes untouched. */
export const padesOf = (text: Buffer): Buffer =>
  Buffer.concat([
    text,
    Buffer.from('\n9 0 obj\n<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] >>\nendobj\nstartxref\n0\n%%EOF\n'),
  ]);
