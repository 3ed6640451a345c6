import { z } from 'zod';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { formatEuro } from '@gare/domain/money/money';
import { plainDocument, type PlainBlock, type TableColumn } from '@gare/platform/docx';
import { type ChecklistSignatureEntity } from './checklist-signature.entity.js';

/** The signed text, as `checklistText` writes it. */
const signedText = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      type: z.enum(['SI_NO_NA', 'TESTO', 'DATA', 'IMPORTO']),
      cite: z.string().nullable(),
      answer: z
        .object({
          value: z.string(),
          note: z.string().nullable(),
          text: z.string().nullable(),
          document: z.string().nullable(),
          files: z.array(z.string()),
        })
        .nullable(),
    }),
  ),
});
type SignedItem = z.infer<typeof signedText>['items'][number];

const words: Readonly<Record<string, string>> = { SI: 'Sì', NO: 'No', NA: 'Non applicabile' };

function answerOf({ type, answer }: SignedItem): string {
  if (answer === null) return '';
  switch (type) {
    case 'SI_NO_NA':
      return words[answer.value] ?? answer.value;
    case 'DATA':
      return dayInWords(answer.value);
    case 'IMPORTO':
      return formatEuro(answer.value);
    case 'TESTO':
      return answer.value;
  }
}

function evidenceOf({ answer }: SignedItem): string {
  if (answer === null) return '';
  const files = answer.files.map((hash) => `file ${hash.slice(0, 12)}…`);
  return [answer.document === null ? '' : `documento ${answer.document}`, answer.text ?? '', ...files]
    .filter((part) => part !== '')
    .join('; ');
}

const columns: readonly (TableColumn & { readonly text: (item: SignedItem) => string })[] = [
  { title: 'N.', width: 700, style: 'Cell', text: ({ id }) => id },
  { title: 'Punto di controllo', width: 5438, style: 'Cell', text: ({ text, cite }) => (cite === null ? text : `${text} (${cite})`) },
  { title: 'Risposta', width: 1800, style: 'Cell', text: answerOf },
  { title: 'Nota', width: 3600, style: 'Cell', text: ({ answer }) => answer?.note ?? '' },
  { title: 'Prova', width: 3600, style: 'Cell', text: evidenceOf },
];

const stepNames = { COMPILAZIONE: 'Compilata e firmata', CONTROFIRMA: 'Controfirmata' } as const;

/** The signed checklist for people, as a DOCX to be turned into PDF/A: its bytes follow from what was signed and by whom. */
export function checklistDocument(given: {
  readonly title: string;
  readonly codiceAppalto: string;
  readonly oggetto: string;
  readonly ente: string;
  readonly signatures: readonly Pick<ChecklistSignatureEntity, 'step' | 'person' | 'role' | 'hash' | 'content' | 'signedAt'>[];
}): Buffer {
  const { title, codiceAppalto, oggetto, ente, signatures } = given;
  const { items } = signedText.parse(JSON.parse(signatures[0]?.content ?? ''));
  const acts = signatures.map(({ step, person, role, signedAt }): PlainBlock => ({
    kind: 'fact',
    label: stepNames[step],
    value: `${person} (${role}), ${dayInWords(signedAt.toISOString())}`,
  }));
  return plainDocument({
    title: `${title}: ${codiceAppalto}`,
    author: ente,
    footer: `${title}, ${codiceAppalto}`,
    blocks: [
      { kind: 'heading', level: 1, text: title },
      { kind: 'text', text: oggetto },
      { kind: 'fact', label: 'Fascicolo', value: codiceAppalto },
      { kind: 'fact', label: 'Ente', value: ente },
      { kind: 'heading', level: 2, text: 'Punti di controllo' },
      { kind: 'table', columns, rows: items.map((item) => columns.map((column) => column.text(item))) },
      { kind: 'heading', level: 2, text: 'Firme' },
      ...acts,
      { kind: 'fact', label: 'Impronta SHA-256 del contenuto firmato', value: signatures[0]?.hash ?? '' },
      {
        kind: 'text',
        text: 'Le firme sono atti registrati sulla piattaforma con persona, ruolo, ente e impronta del contenuto. Ogni modifica successiva le fa decadere.',
      },
    ],
  });
}
