import { Injectable } from '@nestjs/common';
import { type ClausePreviewView } from '@gare/contracts/clauses';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { clauseFaults, includeName, type Clause } from '@gare/domain/clauses/clause';
import { conditionInWords } from '@gare/domain/clauses/condition-words';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import {
  compileTemplate,
  composeTemplate,
  docxFromText,
  IncludeSources,
  unknownValues,
  type CompiledTemplate,
  type Part,
  type Parts,
  type TemplateFinding,
} from '@gare/templates';
import { exampleOf } from './clause-example.js';
import { fieldLabel } from './field-labels.js';

export type ClauseFinding = ClausePreviewView['findings'][number];

/** Clauses speak of tenders. */
const clauseKind = 'GARA';

interface Written {
  readonly path: string;
  readonly form: string;
  readonly text: string;
}

interface Looked {
  readonly findings: readonly ClauseFinding[];
  readonly compiled: CompiledTemplate | null;
}

/** Looks at clauses by making a document of each text and compiling it, as templates are. */
@Injectable()
export class ClauseLint {
  constructor(private readonly includes: IncludeSources) {}

  /** What is wrong with a clause as written, and how it reads. Nothing is kept. */
  async preview(reader: Reader, suaId: string, clause: Clause): Promise<ClausePreviewView> {
    const written: Written[] = [
      ...clause.texts.map(({ form, text }, index) => ({ path: `texts.${index}`, form, text })),
      ...clause.alternatives.flatMap(({ texts }, at) =>
        texts.map(({ form, text }, index) => ({ path: `alternatives.${at}.texts.${index}`, form, text })),
      ),
    ];
    const parts = await this.partsWith(reader, { suaId, clause, written });
    const looked = await Promise.all(written.map(async (one) => ({ one, ...(await look(clause.code, one, parts)) })));
    const shape = clauseFaults(clause).map(({ path, message }) => finding(path, message));
    return {
      conditionInWords: conditionInWords(clause.condition, fieldLabel),
      findings: [...shape, ...(await conditionFindings(clause)), ...looked.flatMap(({ findings }) => findings)],
      texts: looked.map(({ one: { path, form }, compiled }) => ({
        path,
        name: includeName(clause.code, form),
        example: compiled === null ? null : exampleOf(compiled),
      })),
    };
  }

  /** The same for one text changed in a dossier. */
  async previewText(
    reader: Reader,
    { suaId, dossierId, asOf }: { suaId: string; dossierId: string; asOf: string },
    { clause, form, text }: { clause: Clause; form: string; text: string },
  ): Promise<ClausePreviewView> {
    const parts = new Map(await this.includes.resolve(reader, { suaId, dossierId, asOf }));
    await put(parts, clause, { form, text });
    const { findings, compiled } = await look(clause.code, { path: 'text', form, text }, parts);
    return {
      conditionInWords: conditionInWords(clause.condition, fieldLabel),
      findings: [...findings],
      texts: [{ path: 'text', name: includeName(clause.code, form), example: compiled === null ? null : exampleOf(compiled) }],
    };
  }

  /** The library as it would be with the clause: a circle through its own texts shows. */
  private async partsWith(
    reader: Reader,
    { suaId, clause, written }: { suaId: string; clause: Clause; written: readonly Written[] },
  ): Promise<Parts> {
    const parts = new Map(await this.includes.resolve(reader, { suaId, dossierId: null, asOf: clause.validFrom }));
    for (const one of written.filter(({ path }) => path.startsWith('texts.'))) await put(parts, clause, one);
    return parts;
  }
}

const finding = (path: string, message: string, more: Partial<ClauseFinding> = {}): ClauseFinding => ({
  ...{ path, message, paragraph: null, tag: null, suggestion: null },
  ...more,
});

async function put(parts: Map<string, Part>, clause: Clause, { form, text }: { form: string; text: string }): Promise<void> {
  const authored = await docxFromText(text, { part: true });
  if (!authored.ok) return;
  const name = includeName(clause.code, form);
  const { bytes } = authored;
  const part = { name, kind: 'CLAUSOLA', title: clause.title, version: '', sha256: sha256Hex(bytes), bytes, condition: null } as const;
  parts.set(name, part);
}

/** A text by itself; its own parts are put in, so that a text which leads back to itself is told with the way. */
async function look(code: string, { path, form, text }: Written, parts: Parts): Promise<Looked> {
  if (text.trim() === '') return { findings: [], compiled: null };
  const authored = await docxFromText(text, { part: true });
  if (!authored.ok)
    return { findings: [finding(path, `Riga ${authored.line}: ${authored.message}.`, { paragraph: authored.line })], compiled: null };
  const name = includeName(code, form);
  const composition = composeTemplate(name, authored.bytes, parts);
  if (!composition.ok) return { findings: composition.findings.map((one) => placed(path, one)), compiled: null };
  const compilation = compileTemplate(name, composition.bytes, fieldsOfKind(clauseKind));
  if (!compilation.ok) return { findings: compilation.findings.map((one) => placed(path, one)), compiled: null };
  return { findings: doubtsIn(compilation.template).map((one) => placed(path, one)), compiled: compilation.template };
}

/** What compiles and never does what is meant. */
const doubtsIn = ({ tags }: CompiledTemplate): TemplateFinding[] => [...tags.values()].flatMap(unknownValues);

const placed = (path: string, { paragraph, tag, message, suggestion }: TemplateFinding): ClauseFinding =>
  finding(path, sentence(message), { paragraph: paragraph === 0 ? null : paragraph, tag: tag === '' ? null : tag, suggestion });

const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

/** A condition must compile and name a field: one that is always true is no condition. */
async function conditionFindings({ code, condition }: Clause): Promise<ClauseFinding[]> {
  if (condition === null) return [];
  if (condition.trim() === '') return [finding('condition', 'La condizione è vuota: scegli «sempre» o scrivi quando la clausola c’è.')];
  if (/[{}]/.test(condition)) return [finding('condition', 'La condizione si scrive senza parentesi graffe.')];
  const authored = await docxFromText(`{#se ${condition}}\n\nx\n\n{/se}`, { part: true });
  if (!authored.ok) return [finding('condition', `La condizione non si legge: ${authored.message}.`)];
  const compilation = compileTemplate(code, authored.bytes, fieldsOfKind(clauseKind));
  if (!compilation.ok) {
    return compilation.findings.map(({ message, suggestion }) => finding('condition', sentence(message), { tag: condition, suggestion }));
  }
  const doubts = doubtsIn(compilation.template);
  if (doubts.length > 0)
    return doubts.map(({ message, suggestion }) => finding('condition', sentence(message), { tag: condition, suggestion }));
  if (compilation.template.fields.length > 0) return [];
  return [
    finding('condition', 'La condizione non nomina nessun campo della scheda: sarebbe sempre vera o sempre falsa.', {
      tag: condition,
      suggestion: 'scegliere un campo dall’elenco, o nessuna condizione se la clausola va sempre inserita',
    }),
  ];
}
