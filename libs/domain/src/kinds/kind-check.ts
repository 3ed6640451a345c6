import type { ValueType } from './expression-types.js';
import { typeOfSchema } from './kind-environment.js';
import { compileKind, type CompiledExpressions } from './kind-expressions.js';
import { fixedPhases } from '../access/dossier-phase.js';
import { holders } from '../access/permission-holders.js';
import { roleCodes } from '../access/permissions.js';
import { checkCatalogue } from '../checks/catalogue.js';
import { rolesOfTheSua } from '../enti/role-assignments.js';
import { previousState, systemActor, tenderKind, type DossierKind } from './kind-schema.js';
import { reachableStates, statesThatCanEnd } from './process-graph.js';

/** Something wrong in a kind: the JSON path where it stands, what and why in Italian. */
export interface KindIssue {
  readonly path: string;
  readonly message: string;
}

class Findings {
  readonly issues: KindIssue[] = [];

  add(path: string, message: string): void {
    this.issues.push({ path, message });
  }

  /** Tells a reference to a code that is not declared. */
  reference(path: string, value: string, known: ReadonlySet<string>, what: string): void {
    if (!known.has(value)) this.add(path, `${what} «${value}» non esiste in questo tipo di fascicolo.`);
  }

  unique(path: string, codes: readonly string[], what: string): void {
    for (const [index, code] of codes.entries()) {
      if (codes.indexOf(code) !== index) this.add(`${path}[${index}]`, `${what} «${code}» è definito due volte.`);
    }
  }
}

interface Names {
  readonly parties: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly gates: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
}

function namesOf(kind: DossierKind): Names {
  const codes = (items: readonly { readonly code: string }[]): string[] => items.map((item) => item.code);
  return {
    parties: new Set(codes(kind.parties)),
    roles: new Set(codes(kind.roles)),
    actors: new Set([...codes(kind.roles), systemActor]),
    states: new Set(codes(kind.process.states)),
    gates: new Set(codes(kind.gates)),
    documents: new Set(codes(kind.documents)),
  };
}

/** Static check of a kind whose shape is right (§ 9.1, rule 4): every finding at once, and the compiled expressions. */
export function checkKind(kind: DossierKind): { readonly issues: readonly KindIssue[]; readonly expressions: CompiledExpressions } {
  const findings = new Findings();
  const names = namesOf(kind);
  checkUniqueness(kind, findings);
  checkReferences(kind, names, findings);
  checkTransitions(kind, names, findings);
  checkProcess(kind, findings);
  checkRoles(kind, names, findings);
  if (kind.validFrom !== undefined && kind.validTo !== undefined && kind.validTo < kind.validFrom) {
    findings.add('$.validTo', 'La fine della validità viene prima dell’inizio.');
  }
  const { expressions, refused } = compileKind(kind);
  for (const { path, message } of refused) findings.add(path, message);
  return { issues: findings.issues, expressions };
}

function checkUniqueness(kind: DossierKind, findings: Findings): void {
  const groups: readonly (readonly [string, readonly { readonly code: string }[], string])[] = [
    ['$.parties', kind.parties, 'Il soggetto'],
    ['$.roles', kind.roles, 'Il ruolo'],
    ['$.process.states', kind.process.states, 'Lo stato'],
    ['$.process.timers', kind.process.timers, 'Il termine'],
    ['$.gates', kind.gates, 'Il varco'],
    ['$.documents', kind.documents, 'Il documento'],
    ['$.kpis', kind.kpis, "L'indicatore"],
  ];
  for (const [path, items, what] of groups) {
    findings.unique(
      path,
      items.map((item) => item.code),
      what,
    );
  }
  findings.unique(
    '$.checks',
    kind.checks.map((check) => check.id),
    'La verifica',
  );
}

function checkReferences(kind: DossierKind, names: Names, findings: Findings): void {
  for (const [index, gate] of kind.gates.entries()) {
    const path = `$.gates[${index}]`;
    if ((gate.predicate === undefined) === (gate.conditions === undefined)) {
      findings.add(path, `Il varco «${gate.code}» ha o un'espressione «predicate» o un elenco «conditions»: una sola delle due.`);
    }
    gate.overridableBy.forEach((role, at) => {
      findings.reference(`${path}.overridableBy[${at}]`, role, names.roles, 'Il ruolo');
    });
    gate.conditions?.forEach((condition, at) => {
      const target = condition.jump?.document;
      if (target !== undefined) findings.reference(`${path}.conditions[${at}].jump.document`, target, names.documents, 'Il documento');
    });
  }
  for (const [index, { access }] of kind.process.states.entries()) {
    const path = `$.process.states[${index}].access.open`;
    if (access?.open !== undefined && !fixedPhases.includes(access.phase)) {
      findings.add(path, 'Solo una fase in cui il contenuto è fissato (CONGELATO, PUBBLICATO) dice che cosa resta aperto.');
    }
    access?.open?.documents.forEach((code, at) => {
      findings.reference(`${path}.documents[${at}]`, code, names.documents, 'Il documento');
    });
  }
  for (const [index, document] of kind.documents.entries()) {
    const path = `$.documents[${index}]`;
    if (document.drafter !== undefined) findings.reference(`${path}.drafter`, document.drafter, names.roles, 'Il ruolo');
    if (document.signer !== undefined) findings.reference(`${path}.signer`, document.signer, names.roles, 'Il ruolo');
    if (document.phase !== undefined) findings.reference(`${path}.phase`, document.phase, names.states, 'Lo stato');
    if (document.templateRef !== undefined && document.format !== 'tpl') {
      findings.add(`${path}.templateRef`, `Il documento «${document.code}» ha un modello ma il suo formato non è «tpl».`);
    }
  }
  const implemented = new Set(checkCatalogue.map(({ id }) => id));
  for (const [index, { id }] of kind.checks.entries()) {
    if (!implemented.has(id)) findings.add(`$.checks[${index}].id`, `La verifica «${id}» non esiste in questa versione della piattaforma.`);
  }
  for (const [index, clause] of kind.clauses.entries()) {
    clause.targets.forEach((target, at) => {
      findings.reference(`$.clauses[${index}].targets[${at}]`, target, names.documents, 'Il documento');
    });
  }
  for (const [index, list] of kind.manualChecklists.entries()) {
    findings.reference(`$.manualChecklists[${index}].compiledBy`, list.compiledBy, names.roles, 'Il ruolo');
    if (list.countersignedBy !== undefined) {
      findings.reference(`$.manualChecklists[${index}].countersignedBy`, list.countersignedBy, names.roles, 'Il ruolo');
    }
  }
}

function checkTransitions(kind: DossierKind, names: Names, findings: Findings): void {
  const seen = new Set<string>();
  for (const [index, transition] of kind.process.transitions.entries()) {
    const path = `$.process.transitions[${index}]`;
    for (const from of transition.from) {
      findings.reference(`${path}.from`, from, names.states, 'Lo stato');
      const key = `${from} ${transition.event}`;
      if (seen.has(key)) findings.add(`${path}.event`, `Dallo stato «${from}» l'evento «${transition.event}» porta in due posti.`);
      seen.add(key);
      if (kind.process.states.some((state) => state.code === from && state.kind === 'final')) {
        findings.add(`${path}.from`, `Lo stato finale «${from}» non può avere passaggi in uscita.`);
      }
    }
    if (transition.to !== previousState) findings.reference(`${path}.to`, transition.to, names.states, 'Lo stato');
    for (const gate of transition.gate ?? []) findings.reference(`${path}.gate`, gate, names.gates, 'Il varco');
    if (kind.code === tenderKind && !transition.actors.some((actor) => actor === systemActor || movers.includes(actor))) {
      findings.add(`${path}.actors`, `Nessuno può fare il passaggio «${transition.event}»: chi ha quei ruoli non muove il fascicolo.`);
    }
    transition.actors.forEach((actor, at) => {
      findings.reference(`${path}.actors[${at}]`, actor, names.actors, 'Il ruolo');
    });
    transition.effects.forEach((effect, at) => {
      if (effect.type === 'NOTIFY') {
        effect.roles.forEach((role) => {
          findings.reference(`${path}.effects[${at}].roles`, role, names.roles, 'Il ruolo');
        });
      } else if (effect.type === 'BUILD_PACKAGE') {
        findings.reference(`${path}.effects[${at}].profile`, effect.profile, new Set(kind.packageProfiles), 'Il profilo');
      }
    });
  }
  checkTimers(kind, seen, findings);
}

/** Who may move a tender at all: any other kind says so itself, by the actors of its steps. */
const movers: readonly string[] = holders['dossier.move'];

function checkTimers(kind: DossierKind, steps: ReadonlySet<string>, findings: Findings): void {
  const states = new Set(kind.process.states.map((state) => state.code));
  for (const [index, timer] of kind.process.timers.entries()) {
    const path = `$.process.timers[${index}]`;
    const { code, startOn, event, anchor } = timer;
    findings.reference(`${path}.startOn`, startOn, states, 'Lo stato');
    if (!steps.has(`${startOn} ${event}`)) {
      findings.add(`${path}.event`, `Il termine «${code}» lancia l'evento «${event}», che dallo stato «${startOn}» non esiste.`);
    }
    if ((timer.after === undefined) === (anchor === undefined)) {
      findings.add(
        path,
        `Il termine «${code}» conta o dall'ingresso nello stato («after») o da una data della scheda («anchor»): uno solo dei due.`,
      );
    }
    if (anchor !== undefined && typeAt(kind, anchor)?.kind !== 'date') {
      findings.add(`${path}.anchor`, `Il termine «${code}» conta da «${anchor}», che non è una data della scheda.`);
    }
  }
}

function typeAt(kind: DossierKind, path: string): ValueType | undefined {
  return path.split('.').reduce<ValueType | undefined>((type, name) => {
    return type?.kind === 'object' && Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
  }, typeOfSchema(kind.subject));
}

function checkProcess(kind: DossierKind, findings: Findings): void {
  const { states } = kind.process;
  if (!states.some((state) => state.kind === 'initial')) findings.add('$.process.states', 'Manca uno stato iniziale.');
  if (!states.some((state) => state.kind === 'final')) findings.add('$.process.states', 'Manca uno stato finale.');
  const reachable = reachableStates(kind);
  const ending = statesThatCanEnd(kind);
  for (const [index, state] of states.entries()) {
    const path = `$.process.states[${index}]`;
    if (!reachable.has(state.code)) {
      findings.add(path, `Lo stato «${state.code}» non si raggiunge da nessuno stato iniziale: manca un passaggio che vi porti.`);
    }
    if (!ending.has(state.code)) findings.add(path, `Dallo stato «${state.code}» non si arriva a nessuno stato finale.`);
  }
}

function checkRoles(kind: DossierKind, names: Names, findings: Findings): void {
  const acting = actingRoles(kind);
  for (const [index, role] of kind.roles.entries()) {
    const path = `$.roles[${index}]`;
    findings.reference(`${path}.party`, role.party, names.parties, 'Il soggetto');
    role.incompatibleWith.forEach((other, at) => {
      findings.reference(`${path}.incompatibleWith[${at}]`, other, names.roles, 'Il ruolo');
    });
    if (role.requiresDeclaration !== undefined) {
      findings.reference(`${path}.requiresDeclaration`, role.requiresDeclaration, names.documents, 'Il documento');
    }
    const obstacle = whyNobodyHolds(kind, role);
    if (obstacle !== null) findings.add(path, `Nessuno può avere il ruolo «${role.code}»: ${obstacle}`);
    if (!acting.has(role.code)) {
      findings.add(path, `Il ruolo «${role.code}» non può mai agire: nessun passaggio, documento, varco o lista di controllo lo nomina.`);
    }
  }
  checkPermissions(kind, findings);
}

/** Why no person can ever have a role of the kind; null where somebody can. */
function whyNobodyHolds(kind: DossierKind, { code, party: partyCode, incompatibleWith }: DossierKind['roles'][number]): string | null {
  const party = kind.parties.find((candidate) => candidate.code === partyCode);
  const given = roleCodes.find((candidate) => candidate === code);
  if (given === undefined) return 'non è tra i ruoli che un ente assegna alle persone.';
  if (incompatibleWith.includes(code)) return 'è dichiarato incompatibile con se stesso.';
  if (party === undefined) return null;
  if (party.bodyType.length === 0) return `il soggetto «${party.code}» non ammette alcun tipo di ente (bodyType).`;
  const bySua = party.bodyType.some((type) => suaTypes.includes(type));
  if (rolesOfTheSua.includes(given) && !bySua)
    return `lo assegna solo la SUA, e il soggetto «${party.code}» non è né Provincia né Città metropolitana.`;
  return null;
}

const suaTypes: readonly string[] = ['PROVINCIA', 'CM'];

/** Roles that some reachable part of the kind gives something to do. */
function actingRoles(kind: DossierKind): ReadonlySet<string> {
  const reachable = reachableStates(kind);
  const moving = kind.process.transitions.filter((transition) => transition.from.some((state) => reachable.has(state)));
  return new Set(
    [
      ...moving.flatMap((transition) => transition.actors),
      ...kind.documents.flatMap((document) => [document.drafter, document.signer]),
      ...kind.gates.flatMap((gate) => gate.overridableBy),
      ...kind.manualChecklists.flatMap((list) => [list.compiledBy, list.countersignedBy]),
    ].filter((role) => role !== undefined),
  );
}

type Permission = DossierKind['roles'][number]['permissions'][number];

function checkPermissions(kind: DossierKind, findings: Findings): void {
  const permissions = new Map(kind.roles.map((role) => [role.code, role.permissions]));
  const need = (path: string, role: string | undefined, permission: Permission, deed: string): void => {
    const held = role === undefined ? undefined : permissions.get(role);
    if (role === undefined || held === undefined || held.includes(permission)) return;
    findings.add(path, `Il ruolo «${role}» dovrebbe ${deed}, ma non ha il permesso «${permission}».`);
  };
  kind.documents.forEach((document, index) => {
    need(`$.documents[${index}].drafter`, document.drafter, 'draft', 'redigere un documento');
    need(`$.documents[${index}].signer`, document.signer, 'sign', 'firmare un documento');
  });
  kind.gates.forEach((gate, index) => {
    gate.overridableBy.forEach((role) => {
      need(`$.gates[${index}].overridableBy`, role, 'override', 'superare un varco');
    });
  });
}
