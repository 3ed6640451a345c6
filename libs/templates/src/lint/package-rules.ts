import { type LaidOutParagraph } from '@gare/platform/docx';
import { type TemplateFinding } from '../template-finding.js';
import { findingAt, type LintedPart } from './linted-part.js';

const ILLEGAL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x(?:fff[ef]|0*(?:[1-8bcef]|1[0-9a-f]))|0*(?:[1-8]|1[124-9]|2\d|3[01]|6553[45]));/gi;

/** Styles that are used but that the file does not define, each once, where it is first used. */
export function styleFindings(template: string, parts: readonly LintedPart[], stylesXml: string): TemplateFinding[] {
  const defined = new Set([...stylesXml.matchAll(/<w:style\s[^>]*?w:styleId="([^"]*)"/g)].map(([, id]) => id));
  const found = new Map<string, TemplateFinding>();
  for (const { name, layout } of parts) {
    for (const paragraph of layout.paragraphs) {
      for (const style of [paragraph.style, ...paragraph.runStyles]) {
        if (style === null || style === '' || defined.has(style) || found.has(style)) continue;
        found.set(style, missingStyle(template, name, paragraph, style));
      }
    }
    const [first] = layout.paragraphs;
    for (const style of layout.tableStyles) {
      if (!defined.has(style) && !found.has(style) && first !== undefined)
        found.set(style, missingStyle(template, name, layout.paragraphs.find(({ cell }) => cell !== null) ?? first, style));
    }
  }
  return [...found.values()];
}

function missingStyle(template: string, part: string, paragraph: LaidOutParagraph, style: string): TemplateFinding {
  return findingAt(template, part, paragraph, {
    code: 'missing-style',
    severity: 'AVVISA',
    message: `lo stile «${style}» è usato ma non è definito nel file: il testo uscirebbe come testo normale`,
    suggestion: 'applicare uno stile definito, o incollare il testo senza formattazione e rimettere lo stile',
  });
}

/** Pictures without alternative text: who does not see them would get nothing, and the accessible PDF would be refused. */
export function pictureFindings(template: string, { name, layout }: LintedPart): TemplateFinding[] {
  return layout.paragraphs.flatMap((paragraph) =>
    paragraph.pictures
      .filter(({ description, decorative }) => description === '' && !decorative)
      .map((picture) =>
        findingAt(template, name, paragraph, {
          code: 'missing-alt-text',
          severity: 'BLOCCA',
          message: `l’immagine ${picture.name === '' ? '' : `«${picture.name}» `}non ha un testo alternativo`,
          suggestion: 'in Word, clic destro sull’immagine, «Visualizza testo alternativo», e descriverla in una frase',
        }),
      ),
  );
}

/** Characters that XML does not allow, and tracked changes that nobody has accepted or rejected. */
export function partFindings(template: string, part: LintedPart): TemplateFinding[] {
  const { name, xml, layout } = part;
  const [first] = layout.paragraphs;
  if (first === undefined) return [];
  const illegal = [...xml.matchAll(ILLEGAL)].map((match) =>
    findingAt(template, name, layout.paragraphs.find((one) => one.xml.from <= match.index && match.index < one.xml.to) ?? first, {
      code: 'illegal-character',
      severity: 'BLOCCA',
      message: 'il testo contiene un carattere di controllo (per esempio U+FFFF), che un documento non può contenere',
      suggestion: 'cancellare il carattere e riscrivere la parola',
    }),
  );
  if (layout.revisions === 0) return illegal;
  const changed = layout.paragraphs.find(({ pieces }) => pieces.some(({ revision }) => revision !== 'none')) ?? first;
  const count = layout.revisions === 1 ? 'una modifica tracciata' : `${layout.revisions} modifiche tracciate`;
  const revision = findingAt(template, name, changed, {
    code: 'tracked-change',
    severity: 'AVVISA',
    message: `il modello contiene ${count}: ogni documento le porterebbe con sé`,
    suggestion: 'in Word, scheda Revisione, accettare o rifiutare tutte le modifiche e salvare di nuovo',
  });
  return [...illegal, revision];
}
