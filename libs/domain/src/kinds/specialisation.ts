import type { KindIssue } from './kind-check.js';
import type { DossierKind, KindDocument, KindGate, KindTransition } from './kind-schema.js';

/**
 * What a version of a Province takes away from the version shipped with the product (brief § 9.1, rule 5): it may add and tighten,
 * never loosen what blocks. Empty where nothing is loosened. Paths are those of `proposed`.
 */
export function loosenings(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return [
    ...looserGates(shipped, proposed),
    ...looserSteps(shipped, proposed),
    ...looserChecks(shipped, proposed),
    ...looserDocuments(shipped, proposed),
    ...looserRoles(shipped, proposed),
    ...looserLists(shipped, proposed),
    ...(shipped.subject.required ?? [])
      .filter((name) => !(proposed.subject.required ?? []).includes(name))
      .map((name) => ({ path: '$.subject.required', message: `Il campo «${name}» della scheda deve restare obbligatorio.` })),
  ];
}

const added = (before: readonly string[], after: readonly string[]): readonly string[] => after.filter((item) => !before.includes(item));

/** The condition without the spaces that mean nothing. */
const plain = (expression: string): string => expression.replace(/\s+/g, ' ').trim();

function looserGates(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return shipped.gates.flatMap((gate) => {
    const index = proposed.gates.findIndex(({ code }) => code === gate.code);
    const next = proposed.gates[index];
    if (next === undefined)
      return [{ path: '$.gates', message: `Il varco «${gate.code}» non si può togliere: si può solo rendere più severo.` }];
    const path = `$.gates[${index}]`;
    const kept = conditionsOf(next);
    const lost = [...conditionsOf(gate)].filter(([expr]) => !kept.has(expr));
    const softened = [...conditionsOf(gate)].filter(([expr, firm]) => firm && kept.get(expr) === false);
    const more = added(gate.overridableBy, next.overridableBy);
    return [
      ...lost.map(([expr]) => ({
        path,
        message: `Nel varco «${gate.code}» manca la condizione «${expr}»: le condizioni si aggiungono, non si tolgono.`,
      })),
      ...softened.map(([expr]) => ({
        path,
        message: `Nel varco «${gate.code}» la condizione «${expr}» non si può superare: va lasciata così.`,
      })),
      ...more.map((role) => ({
        path: `${path}.overridableBy`,
        message: `Il varco «${gate.code}» non può essere superato anche da «${role}».`,
      })),
    ];
  });
}

/** Conditions of a gate, and whether each is never overridden. A predicate is the conjunction of its parts only as written. */
function conditionsOf(gate: KindGate): ReadonlyMap<string, boolean> {
  if (gate.predicate !== undefined) return new Map([[plain(gate.predicate), false]]);
  return new Map((gate.conditions ?? []).map(({ expr, firm }) => [plain(expr), firm]));
}

function looserSteps(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  const guards = guardsOf(shipped);
  return proposed.process.transitions.flatMap((step, index) => {
    const path = `$.process.transitions[${index}]`;
    return step.from.flatMap((from) => {
      const before = stepOf(shipped, from, step.event);
      if (before === undefined) return newStep(guards, step, { from, path });
      const lostGates = (before.gate ?? []).filter((gate) => !(step.gate ?? []).includes(gate));
      const more = (before.gate ?? []).length > 0 || before.motivated ? added(before.actors, step.actors) : [];
      return [
        ...lostGates.map((gate) => ({
          path,
          message: `Al passaggio «${step.event}» da «${from}» non si può togliere il varco «${gate}».`,
        })),
        ...more.map((role) => ({
          path: `${path}.actors`,
          message: `Il passaggio «${step.event}» da «${from}» non può spettare anche a «${role}».`,
        })),
        ...(before.motivated && !step.motivated
          ? [{ path: `${path}.motivated`, message: `Il passaggio «${step.event}» da «${from}» chiede la motivazione: va lasciata.` }]
          : []),
        ...(before.to === step.to
          ? []
          : [{ path: `${path}.to`, message: `Il passaggio «${step.event}» da «${from}» porta a «${before.to}»: non si può cambiare.` }]),
      ];
    });
  });
}

const stepOf = (kind: DossierKind, from: string, event: string): KindTransition | undefined =>
  kind.process.transitions.find((step) => step.event === event && step.from.includes(from));

/** Gates that stand before each state of the shipped kind, whatever way leads into it. */
function guardsOf(kind: DossierKind): ReadonlyMap<string, readonly string[]> {
  const into = new Map<string, readonly (readonly string[])[]>();
  for (const { to, gate = [] } of kind.process.transitions) into.set(to, [...(into.get(to) ?? []), gate]);
  return new Map(
    [...into].map(([state, ways]) => {
      const [first = [], ...others] = ways;
      return [state, first.filter((gate) => others.every((way) => way.includes(gate)))] as const;
    }),
  );
}

/** A new way into a state may not go round the gates that stand before it. */
function newStep(
  guards: ReadonlyMap<string, readonly string[]>,
  step: KindTransition,
  { from, path }: { readonly from: string; readonly path: string },
): readonly KindIssue[] {
  const avoided = (guards.get(step.to) ?? []).filter((gate) => !(step.gate ?? []).includes(gate));
  return avoided.map((gate) => ({
    path,
    message: `Il nuovo passaggio «${step.event}» da «${from}» porta a «${step.to}» senza il varco «${gate}», che il tipo di base chiede.`,
  }));
}

const severities = ['INFO', 'WARN', 'ERROR', 'BLOCK'];

function looserChecks(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return shipped.checks.flatMap((check) => {
    const index = proposed.checks.findIndex(({ id }) => id === check.id);
    const next = proposed.checks[index];
    if (next === undefined) return [{ path: '$.checks', message: `La verifica «${check.id}» non si può togliere.` }];
    const path = `$.checks[${index}]`;
    // Without one of its own a check has the severity of the catalogue, which is not known here: only BLOCK is surely no less.
    const lower =
      next.severity !== undefined &&
      severities.indexOf(next.severity) < severities.indexOf(check.severity ?? 'BLOCK') &&
      next.severity !== check.severity;
    const missed = check.runAt.filter((moment) => !next.runAt.includes(moment));
    return [
      ...(lower ? [{ path: `${path}.severity`, message: `La verifica «${check.id}» non può diventare meno grave.` }] : []),
      ...(plain(next.when) === plain(check.when) || plain(next.when) === 'true'
        ? []
        : [
            { path: `${path}.when`, message: `La verifica «${check.id}» non può valere in meno casi: la condizione va lasciata, o tolta.` },
          ]),
      ...missed.map((moment) => ({ path: `${path}.runAt`, message: `La verifica «${check.id}» va fatta anche in «${moment}».` })),
    ];
  });
}

function looserDocuments(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return shipped.documents.flatMap((document) => {
    const index = proposed.documents.findIndex(({ code }) => code === document.code);
    const next = proposed.documents[index];
    if (next === undefined) {
      return document.requirement === 'O' ? [] : [{ path: '$.documents', message: `Il documento «${document.code}» non si può togliere.` }];
    }
    const path = `$.documents[${index}]`;
    return [
      ...(asksLess(document, next)
        ? [{ path: `${path}.requirement`, message: `Il documento «${document.code}» va chiesto almeno come nel tipo di base.` }]
        : []),
      ...(document.signer !== undefined && next.signer !== document.signer
        ? [{ path: `${path}.signer`, message: `Il documento «${document.code}» lo firma «${document.signer}»: non si può cambiare.` }]
        : []),
      ...(document.packaged && !next.packaged
        ? [{ path: `${path}.packaged`, message: `Il documento «${document.code}» va nel pacchetto.` }]
        : []),
    ];
  });
}

function asksLess(before: KindDocument, after: KindDocument): boolean {
  if (before.requirement === 'O' || after.requirement === 'M') return false;
  if (before.requirement === 'M' || after.requirement === 'O') return true;
  return plain(before.requirement.when) !== plain(after.requirement.when);
}

function looserRoles(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return shipped.roles.flatMap((role) => {
    const index = proposed.roles.findIndex(({ code }) => code === role.code);
    const next = proposed.roles[index];
    if (next === undefined) return [{ path: '$.roles', message: `Il ruolo «${role.code}» non si può togliere.` }];
    const path = `$.roles[${index}]`;
    const lost = role.incompatibleWith.filter((other) => !next.incompatibleWith.includes(other));
    const grown = added(role.permissions, next.permissions);
    return [
      ...lost.map((other) => ({ path, message: `Il ruolo «${role.code}» resta incompatibile con «${other}».` })),
      ...grown.map((permission) => ({
        path: `${path}.permissions`,
        message: `Il ruolo «${role.code}» non può avere anche il permesso «${permission}».`,
      })),
      ...(role.requiresDeclaration !== undefined && next.requiresDeclaration !== role.requiresDeclaration
        ? [{ path, message: `Il ruolo «${role.code}» deve continuare a dichiarare l’assenza di conflitti di interessi.` }]
        : []),
    ];
  });
}

function looserLists(shipped: DossierKind, proposed: DossierKind): readonly KindIssue[] {
  return shipped.manualChecklists.flatMap((list) => {
    const index = proposed.manualChecklists.findIndex(({ code }) => code === list.code);
    const next = proposed.manualChecklists[index];
    if (next === undefined) return [{ path: '$.manualChecklists', message: `La lista di controllo «${list.code}» non si può togliere.` }];
    const path = `$.manualChecklists[${index}]`;
    const items = list.items.flatMap((item) => {
      const kept = next.items.find(({ id }) => id === item.id);
      if (kept === undefined) return [{ path, message: `Alla lista «${list.code}» non si può togliere il punto ${item.id}.` }];
      const softer = item.evidence === 'required' && kept.evidence !== 'required';
      return softer ? [{ path, message: `Il punto ${item.id} della lista «${list.code}» chiede una prova: va lasciata.` }] : [];
    });
    const unsigned = list.countersignedBy !== undefined && next.countersignedBy !== list.countersignedBy;
    return [
      ...items,
      ...(unsigned ? [{ path, message: `La lista «${list.code}» va controfirmata da «${list.countersignedBy ?? ''}».` }] : []),
    ];
  });
}
