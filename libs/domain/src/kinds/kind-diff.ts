import type { DossierKind } from './kind-schema.js';
import type { SubjectSchema } from './kind-schema.js';
import { subjectFields } from './subject-form.js';

export const kindParts = [
  'DATI_GENERALI',
  'SOGGETTO',
  'RUOLO',
  'SCHEDA',
  'STATO',
  'PASSAGGIO',
  'TERMINE',
  'VARCO',
  'DOCUMENTO',
  'CLAUSOLA',
  'VERIFICA',
  'LISTA',
  'INDICATORE',
  'COLLEGAMENTO',
] as const;
export type KindPart = (typeof kindParts)[number];

/** One difference between two versions of a kind. */
export interface KindDifference {
  readonly part: KindPart;
  /** Code within the part. */
  readonly code: string;
  /** What people call it. */
  readonly label: string;
  readonly change: 'AGGIUNTO' | 'TOLTO' | 'CAMBIATO';
  /** What changed of it, one Italian sentence each; empty where it was added or taken away. */
  readonly details: readonly string[];
}

interface Item {
  readonly code: string;
  readonly label: string;
  /** Its properties by their Italian name. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Everything that differs, part by part in the order of `kindParts`; what was only moved in the file is no difference. */
export function diffKinds(before: DossierKind, after: DossierKind): readonly KindDifference[] {
  const [old, next] = [itemsOf(before), itemsOf(after)];
  return kindParts.flatMap((part) => diffPart(part, old[part], next[part]));
}

function diffPart(part: KindPart, before: readonly Item[], after: readonly Item[]): readonly KindDifference[] {
  const [old, next] = [byCode(before), byCode(after)];
  const codes = [...new Set([...old.keys(), ...next.keys()])];
  return codes.flatMap((code): KindDifference[] => {
    const [was, is] = [old.get(code), next.get(code)];
    const { label } = is ?? was ?? { label: code };
    if (was === undefined) return [{ part, code, label, change: 'AGGIUNTO', details: [] }];
    if (is === undefined) return [{ part, code, label, change: 'TOLTO', details: [] }];
    const details = changedValues(was.values, is.values);
    return details.length === 0 ? [] : [{ part, code, label, change: 'CAMBIATO', details }];
  });
}

const byCode = (items: readonly Item[]): ReadonlyMap<string, Item> => new Map(items.map((item) => [item.code, item]));

function changedValues(before: Item['values'], after: Item['values']): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [inWords(before[name]), inWords(after[name])];
    return was === is ? [] : [`${name}: da ${was} a ${is}`];
  });
}

function inWords(value: unknown): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return 'niente';
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ');
  return typeof value === 'string' ? `«${value}»` : JSON.stringify(value);
}

function itemsOf(kind: DossierKind): Readonly<Record<KindPart, readonly Item[]>> {
  return { ...peopleAndProcess(kind), ...contents(kind) };
}

type Items<Part extends KindPart> = Readonly<Record<Part, readonly Item[]>>;

function peopleAndProcess(kind: DossierKind): Items<'DATI_GENERALI' | 'SOGGETTO' | 'RUOLO' | 'STATO' | 'PASSAGGIO' | 'TERMINE' | 'VARCO'> {
  return {
    DATI_GENERALI: [generalOf(kind)],
    SOGGETTO: kind.parties.map(({ code, title = code, ...values }) => ({
      ...{ code, label: title },
      values: { nome: title, 'quanti ne servono': values.cardinality, 'tipi di ente': values.bodyType },
    })),
    RUOLO: kind.roles.map(({ code, title = code, ...role }) => ({
      ...{ code, label: title },
      values: {
        ...{ nome: title, soggetto: role.party, permessi: role.permissions, 'incompatibile con': role.incompatibleWith },
        'dichiarazione richiesta': role.requiresDeclaration,
      },
    })),
    STATO: kind.process.states.map(({ code, label = code, ...state }) => ({
      ...{ code, label },
      values: {
        ...{ nome: label, fase: state.phase, tipo: state.kind },
        'tempo previsto': state.sla,
        'che cosa si può scrivere': state.access,
      },
    })),
    PASSAGGIO: transitionsOf(kind),
    TERMINE: kind.process.timers.map((timer) => ({
      ...{ code: timer.code, label: timer.code },
      values: {
        ...{ 'dallo stato': timer.startOn, dopo: timer.after, 'contato da': timer.anchor, giorni: timer.offsetDays },
        ...{ passaggio: timer.event, promemoria: timer.reminderBefore.map(String) },
      },
    })),
    VARCO: kind.gates.map(({ code, title = code, ...gate }) => ({
      ...{ code, label: title },
      values: {
        ...{ nome: title, condizione: gate.predicate, 'si supera con motivazione da': gate.overridableBy },
        condizioni: gate.conditions?.map(({ expr, firm }) => `${expr}${firm ? ' (mai superabile)' : ''}`),
        'che cosa fare': gate.conditions?.map(({ otherwise }) => otherwise),
      },
    })),
  };
}

function contents(kind: DossierKind): Items<'SCHEDA' | 'DOCUMENTO' | 'CLAUSOLA' | 'VERIFICA' | 'LISTA' | 'INDICATORE' | 'COLLEGAMENTO'> {
  return {
    SCHEDA: fieldsOf(kind.subject),
    DOCUMENTO: documentsOf(kind),
    CLAUSOLA: kind.clauses.map(({ id, ...clause }) => ({
      code: id,
      label: id,
      values: { quando: clause.when, 'nei documenti': clause.targets },
    })),
    VERIFICA: kind.checks.map(({ id, ...check }) => ({
      ...{ code: id, label: id },
      values: { quando: check.when, gravità: check.severity, momento: check.runAt },
    })),
    LISTA: kind.manualChecklists.map(({ code, title = code, ...list }) => ({
      ...{ code, label: title },
      values: {
        ...{ nome: title, 'la compila': list.compiledBy, 'la controfirma': list.countersignedBy },
        punti: list.items.map(({ id, text, answer, evidence }) => `${id} ${text} (${answer}, prova ${evidence})`),
      },
    })),
    INDICATORE: kind.kpis.map(({ code, title = code, ...kpi }) => ({
      ...{ code, label: title },
      values: { nome: title, formula: kpi.formula, unità: kpi.unit, obiettivo: kpi.target, periodo: kpi.period },
    })),
    COLLEGAMENTO: kind.links.map(({ kind: other, relation, cardinality }) => ({
      ...{ code: `${relation} ${other}`, label: `${relation} ${other}` },
      values: { quanti: cardinality },
    })),
  };
}

function generalOf(kind: DossierKind): Item {
  return {
    code: 'tipo',
    label: kind.title,
    values: {
      ...{ nome: kind.title, 'vale dal': kind.validFrom, 'vale fino al': kind.validTo, 'profili del pacchetto': kind.packageProfiles },
      ...{ fascicolo: kind.fascicolo, visibilità: kind.visibility },
    },
  };
}

/** A step is told by where it starts and what it is called; one that starts from several states is one for each. */
function transitionsOf(kind: DossierKind): readonly Item[] {
  const labelOf = (code: string): string => kind.process.states.find((state) => state.code === code)?.label ?? code;
  return kind.process.transitions.flatMap((transition) =>
    transition.from.map((from) => ({
      code: `${from} ${transition.event}`,
      label: `${transition.label ?? transition.event} (da ${labelOf(from)})`,
      values: {
        ...{ 'porta a': transition.to, 'spetta a': transition.actors, varchi: transition.gate ?? [], nome: transition.label },
        ...{ 'chiede la motivazione': transition.motivated, effetti: transition.effects },
      },
    })),
  );
}

function documentsOf(kind: DossierKind): readonly Item[] {
  return kind.documents.map(({ code, title = code, ...document }) => ({
    code,
    label: title,
    values: {
      ...{
        nome: title,
        'lo redige': document.drafter,
        'lo firma': document.signer,
        formato: document.format,
        modello: document.templateRef,
      },
      'quando serve': typeof document.requirement === 'string' ? requirementWords[document.requirement] : document.requirement.when,
      ...{ 'entro la fase': document.phase, quanti: document.cardinality, 'nel pacchetto': document.packaged },
      ...{ pubblicazione: document.publish, 'base normativa': document.legalBasis, conservazione: document.retentionYears },
    },
  }));
}

const requirementWords = { M: 'sempre', O: 'facoltativo' } as const;

function fieldsOf(schema: SubjectSchema): readonly Item[] {
  return subjectFields(schema).map(({ path, label, kind, required, readOnly, options, hint, unit }) => ({
    code: path,
    label,
    values: {
      ...{ nome: label, forma: kind, obbligatorio: required, 'sola lettura': readOnly, spiegazione: hint, unità: unit },
      valori: options?.map(({ value }) => value),
    },
  }));
}
