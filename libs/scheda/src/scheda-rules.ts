import { Injectable } from '@nestjs/common';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { validateChanges } from '@gare/contracts/scheda/validate';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { applyChanges, type SchedaChange } from '@gare/domain/scheda/changes';
import { deriveFacts } from '@gare/domain/scheda/derive';
import { validateSubject } from '@gare/domain/kinds/kind-facts';
import { SchedaPathError } from '@gare/domain/scheda/path';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Issue } from '@gare/platform/errors';
import { SheetKinds } from './sheet-kinds.js';

/** The tender sheet has a schema of its own; other kinds bring theirs as data (`subject` of the kind). */
const tenderKind = 'GARA';

const empty = 'Campo da compilare.';
const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** What the scheda of a kind admits, and what lists show of it. */
@Injectable()
export class SchedaRules {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly ofKind: SheetKinds,
  ) {}

  /** Places that are malformed, or not open to people in this state; an incomplete draft is fine. `values` are those before. */
  malformed(dossier: DossierEntity, values: object, changes: readonly SchedaChange[]): Issue[] {
    if (dossier.kindCode === tenderKind) return validateChanges(changes).map(({ path, message }) => ({ path, message }));
    const { subject } = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const known = Object.keys(subject.properties ?? {});
    const unknown = changes.filter((change) => !known.includes(change.path.split('/')[0] ?? ''));
    if (unknown.length > 0) return unknown.map(({ path }) => ({ path, message: `La scheda non ha un campo «${path}».` }));
    const closed = this.ofKind.refusals(dossier, values, changes);
    if (closed.length > 0) return [...closed];
    const written = applied(values, changes);
    if ('path' in written) return [written];
    return validateSubject(subject, written.values)
      .filter((problem) => problem.message !== empty)
      .map(({ path, message }) => ({ path, message }));
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
  summary({ kindCode }: DossierEntity, paths: readonly string[]): string {
    const label = (path: string): string | null =>
      kindCode === tenderKind ? (fieldAt(path)?.label ?? null) : this.ofKind.label(kindCode, path);
    const labels = [...new Set(paths.map((path) => label(path) ?? path))];
    const shown = labels.slice(0, 4).join(', ');
    return labels.length > 4 ? `Scheda modificata: ${shown} e altri ${labels.length - 4} campi` : `Scheda modificata: ${shown}`;
  }
}

function applied(values: object, changes: readonly SchedaChange[]): { values: object } | Issue {
  try {
    return { values: applyChanges(values, changes).values };
  } catch (error) {
    if (!(error instanceof SchedaPathError)) throw error;
    return { path: error.path, message: error.message };
  }
}
