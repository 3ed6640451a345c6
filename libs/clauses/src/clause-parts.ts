import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { includeName, wordingOf, type Clause } from '@gare/domain/clauses/clause';
import { sha256Hex } from '@gare/platform/audit';
import { oncePerSnapshot, type Reader } from '@gare/platform/database';
import { docxFromText, IncludeSources, type IncludeQuestion, type Part, type Parts } from '@gare/templates';
import { type ClauseChoiceEntity } from './clause-choice.entity.js';
import { type ClauseDeviationEntity } from './clause-deviation.entity.js';
import { ClauseShelf, type ClauseInForce } from './clause-shelf.js';

interface Wording {
  readonly text: string;
  readonly version: string;
}

/** Word files that are kept; one takes some ten kB. */
const kept = 600;

/** Gives templates the clauses of a Province, with what a dossier has otherwise. */
@Injectable()
export class ClauseParts implements OnModuleInit {
  private readonly files = new Map<string, Buffer>();
  private readonly logger = new Logger(ClauseParts.name);

  constructor(
    private readonly sources: IncludeSources,
    private readonly shelf: ClauseShelf,
  ) {}

  onModuleInit(): void {
    this.sources.register('clauses', (reader, question) => this.of(reader, question));
  }

  /**
   * What is otherwise than in the release: versions of the Province in force on the day, alternatives chosen for the dossier, texts
   * changed in it. The dossier takes these in the place of the others of the same name.
   */
  async of(reader: Reader, { suaId, dossierId, asOf }: IncludeQuestion): Promise<Parts> {
    const [own, choices, deviations] = await Promise.all([
      this.shelf.own(reader, suaId, asOf),
      dossierId === null ? [] : choicesOf(reader, dossierId),
      dossierId === null ? [] : standingDeviations(reader, dossierId),
    ]);
    const parts = new Map<string, Part>();
    for (const one of own.values()) await this.add(parts, one, null);
    if (choices.length === 0 && deviations.length === 0) return parts;
    const inForce = await this.shelf.inForce(reader, suaId, asOf);
    for (const { clauseCode, alternative } of choices) {
      const one = inForce.get(clauseCode);
      if (one !== undefined && alternative !== null) await this.add(parts, one, alternative);
    }
    for (const deviation of deviations) {
      const one = inForce.get(deviation.clauseCode);
      if (one === undefined) continue;
      const version = `${one.version}, scostamento del ${deviation.createdAt.toISOString().slice(0, 10)}`;
      const part = await this.part(one.clause, deviation.form, { text: deviation.changedText, version });
      if (part !== null) parts.set(part.name, part);
    }
    return parts;
  }

  /** The Word file of one text; null for a text that is no longer in the dialect, which is kept out of force when it is written. */
  async part(clause: Clause, form: string, { text, version }: Wording): Promise<Part | null> {
    const bytes = await this.file(text);
    if (bytes === null) {
      this.logger.warn(`Il testo ${includeName(clause.code, form)} (${version}) non si legge.`);
      return null;
    }
    const name = includeName(clause.code, form);
    return { name, kind: 'CLAUSOLA', title: clause.title, version, sha256: sha256Hex(bytes), bytes, condition: clause.condition };
  }

  private async add(parts: Map<string, Part>, { clause, version }: ClauseInForce, alternative: string | null): Promise<void> {
    for (const { form } of clause.texts) {
      const text = wordingOf(clause, form, alternative);
      const part = await this.part(clause, form, { text, version: alternative === null ? version : `${version}, ${alternative}` });
      if (part !== null) parts.set(part.name, part);
    }
  }

  private async file(text: string): Promise<Buffer | null> {
    const key = sha256Hex(text);
    const known = this.files.get(key);
    if (known !== undefined) return known;
    const authored = await docxFromText(text, { part: true });
    if (!authored.ok) return null;
    if (this.files.size >= kept) this.files.clear();
    this.files.set(key, authored.bytes);
    return authored.bytes;
  }
}

/** A change that stands, as far as texts and gates depend on it. */
type StandingDeviation = Pick<
  ClauseDeviationEntity,
  'clauseCode' | 'form' | 'title' | 'isProtected' | 'documents' | 'standardText' | 'changedText' | 'reason' | 'createdByName' | 'createdAt'
>;

/** The changes of a dossier that stand, the first first. Asked at every look at a dossier, by the gates and by the templates. */
export function standingDeviations(reader: Reader, dossierId: string): Promise<readonly StandingDeviation[]> {
  return oncePerSnapshot(reader, `deviations ${dossierId}`, () =>
    reader.query<StandingDeviation[]>(
      `select clause_code as "clauseCode", form, title, is_protected as "isProtected", documents, standard_text as "standardText",
         changed_text as "changedText", reason, created_by_name as "createdByName", created_at as "createdAt"
       from clause_deviations where dossier_id = $1 and withdrawn_at is null order by created_at`,
      [dossierId],
    ),
  );
}

type Choice = Pick<ClauseChoiceEntity, 'clauseCode' | 'alternative'>;

function choicesOf(reader: Reader, dossierId: string): Promise<Choice[]> {
  return reader.query<Choice[]>(`select clause_code as "clauseCode", alternative from clause_choices where dossier_id = $1`, [dossierId]);
}
