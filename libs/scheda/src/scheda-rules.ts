import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { validateChanges } from '@gare/contracts/scheda/validate';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { applyChanges, type SchedaChange } from '@gare/domain/scheda/changes';
import { deriveFacts } from '@gare/domain/scheda/derive';
import { isReadOnlyField, subjectSchemaAt, subjectTrail } from '@gare/domain/kinds/subject-form';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { validateSubject } from '@gare/domain/kinds/subject-rules';
import { actFieldsOf, followsFromActs, whyNotTyped } from '@gare/domain/review/sheet-of-acts';
import { listPaths, SchedaPathError } from '@gare/domain/scheda/path';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Issue } from '@gare/platform/errors';
import { SheetKinds } from './sheet-kinds.js';

/** The tender sheet has a schema of its own; other kinds bring theirs as data (`subject` of the kind). */
const tenderKind = 'GARA';

const dayOf = (instant: Date): string => toRomeDate(instant.toISOString());

/** What the scheda of a kind admits, and what lists show of it. */
@Injectable()
export class SchedaRules {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly ofKind: SheetKinds,
  ) {}

  /** Places that are malformed, or not open to people in this state; an incomplete draft is fine. `values` are those before. */
  malformed(dossier: DossierEntity, values: object, changes: readonly SchedaChange[]): Issue[] {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    if (dossier.kindCode === tenderKind) {
      const ofActs = changes.filter(({ path }) => followsFromActs(kind, path)).map(({ path }) => ({ path, message: whyNotTyped }));
      return ofActs.length > 0 ? ofActs : validateChanges(changes).map(({ path, message }) => ({ path, message }));
    }
    const { subject } = kind;
    const misplaced = outsideOf(subject, changes);
    if (misplaced.length > 0) return misplaced;
    const closed = this.ofKind.refusals(dossier, values, changes);
    if (closed.length > 0) return [...closed];
    const written = applied(values, changes);
    if ('path' in written) return [written];
    return validateSubject(subject, written.values)
      .filter((problem) => !problem.missing)
      .map(({ path, message }) => ({ path, message }));
  }

  /** The schema the form is drawn from; null for a tender, whose sheet has a form of its own. */
  schema({ kindCode, kindVersion }: DossierEntity): Record<string, unknown> | null {
    return kindCode === tenderKind ? null : { ...this.kinds.require(kindCode, kindVersion).subject };
  }

  /** Fields that acts of the platform write, and nobody types. */
  ofActs({ kindCode, kindVersion }: DossierEntity): readonly string[] {
    return kindCode === tenderKind ? actFieldsOf(this.kinds.require(kindCode, kindVersion)) : [];
  }

  derived(dossier: DossierEntity, values: object, now: Date): Record<string, unknown> {
    if (dossier.kindCode !== tenderKind) return {};
    return deriveFacts(values, { asOf: dayOf(now) }) as unknown as Record<string, unknown>;
  }

  /** The values of the scheda that lists and filters use. */
  shown(values: object): { oggetto?: string; scadenzaOfferte: Date | null } {
    const { oggetto, scadenzaOfferte } = values as Scheda;
    return {
      ...(typeof oggetto === 'string' && oggetto.trim() !== '' ? { oggetto } : {}),
      scadenzaOfferte: typeof scadenzaOfferte === 'string' ? new Date(scadenzaOfferte) : null,
    };
  }

  /** The sentence of the history: which fields were changed. */
  summary({ kindCode, kindVersion }: DossierEntity, paths: readonly string[]): string {
    const label = (path: string): string | null =>
      kindCode === tenderKind
        ? (fieldAt(path)?.label ?? null)
        : (this.ofKind.label(kindCode, path) ?? subjectTrail(this.kinds.require(kindCode, kindVersion).subject, path));
    const labels = [...new Set(paths.map((path) => label(path) ?? path))];
    const shown = labels.slice(0, 4).join(', ');
    return labels.length > 4 ? `Scheda modificata: ${shown} e altri ${labels.length - 4} campi` : `Scheda modificata: ${shown}`;
  }
}

const itemId = /^[A-Za-z0-9_-]{1,64}$/;

/** Edits that lead to no field of the schema, to one that only the platform writes, or that put items without an id into a list. */
function outsideOf(subject: SubjectSchema, changes: readonly SchedaChange[]): Issue[] {
  return changes.flatMap(({ path, value }) => {
    const unknown = { path, message: `La scheda non ha un campo «${path}».` };
    // A sheet with pages of its own names only the fields that gates ask for: the top is all that is known of the others.
    const known =
      subject.additionalProperties === true ? subjectSchemaAt(subject, path.split('/')[0] ?? '') : subjectSchemaAt(subject, path);
    if (known === null) return [unknown];
    if (subject.additionalProperties === true) return [];
    const inside = listPaths(value)
      .filter((leaf) => leaf !== '' && !/(?:^|\/)id$/.test(leaf))
      .map((leaf) => `${path}/${leaf}`);
    const stranger = inside.find((leaf) => subjectSchemaAt(subject, leaf) === null);
    if (stranger !== undefined) return [{ path, message: `La scheda non ha un campo «${stranger}».` }];
    if ([path, ...inside].some((each) => isReadOnlyField(subject, each))) {
      return [{ path, message: 'Questo dato lo scrive la piattaforma.' }];
    }
    if (known.items === undefined || !Array.isArray(value)) return [];
    const ids = value.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined));
    const holdsItems = known.items.type === 'object' || known.items.properties !== undefined;
    const good = ids.every((id, index) => typeof id === 'string' && itemId.test(id) && ids.indexOf(id) === index);
    return holdsItems && !good ? [{ path, message: 'Ogni voce dell’elenco va scritta con un identificativo suo.' }] : [];
  });
}

function applied(values: object, changes: readonly SchedaChange[]): { values: object } | Issue {
  try {
    return { values: applyChanges(values, changes).values };
  } catch (error) {
    if (!(error instanceof SchedaPathError)) throw error;
    return { path: error.path, message: error.message };
  }
}
