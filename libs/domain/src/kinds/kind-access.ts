import { defaultMatrix, type DelegatedFunction } from '../access/default-matrix.js';
import { fixedPhases, nothingOpen, type DossierPhase, type StillOpen } from '../access/dossier-phase.js';
import { holders } from '../access/permission-holders.js';
import { roleCodes, type DossierPermission, type RoleCode } from '../access/permissions.js';
import type { MatrixDocument, ResponsibilityMatrix } from '../access/responsibility-matrix.js';
import { tenderKind, type DossierKind } from './kind-schema.js';

export { tenderKind };

/** What the state of a dossier means for who may do what. */
export interface DossierStanding {
  readonly fase: DossierPhase;
  /** Published, also where it was suspended or ended after that. */
  readonly pubblicato: boolean;
  readonly aperti: StillOpen;
}

function phaseOf(kind: DossierKind, code: string | null): DossierPhase {
  const state = kind.process.states.find((candidate) => candidate.code === code);
  return state?.access?.phase ?? (state === undefined || state.kind === 'final' ? 'CHIUSO' : 'APERTO');
}

/** Phases that do not undo a publication. */
export const staysPublished: readonly DossierPhase[] = ['SOSPESO', 'CHIUSO'];

/** A state the kind does not know is closed: what is not known refuses. */
export function standingOf(kind: DossierKind, { state, previousState }: { state: string; previousState: string | null }): DossierStanding {
  const fase = phaseOf(kind, state);
  const open = kind.process.states.find((candidate) => candidate.code === state)?.access?.open;
  return {
    fase,
    pubblicato: fase === 'PUBBLICATO' || (staysPublished.includes(fase) && phaseOf(kind, previousState) === 'PUBBLICATO'),
    aperti:
      open === undefined
        ? nothingOpen
        : { documenti: open.documents, testi: open.documents.filter((document) => isWrittenLate(kind, document)), campi: open.fields },
  };
}

/**
 * Are the words of a document written after those of the others were fixed? So it is where the step that fixes the others leaves it open,
 * where it is due after publication, and where it is due in between and no part of what is published. What the package holds was
 * approved before: of it only the values that came since are printed anew.
 */
function isWrittenLate(kind: DossierKind, code: string): boolean {
  const fixing = kind.process.transitions.filter(
    ({ from, to }) => fixedPhases.includes(phaseOf(kind, to)) && from.some((state) => phaseOf(kind, state) === 'APERTO'),
  );
  const isOpenIn = (test: (state: string) => boolean): boolean =>
    kind.process.states.some((state) => test(state.code) && (state.access?.open?.documents ?? []).includes(code));
  if (isOpenIn((state) => fixing.some(({ to }) => to === state))) return true;
  const document = kind.documents.find((one) => one.code === code);
  if (document?.phase === undefined) return !isOpenIn((state) => phaseOf(kind, state) === 'CONGELATO');
  const due = phaseOf(kind, document.phase);
  return due === 'PUBBLICATO' || (due === 'CONGELATO' && !document.packaged);
}

/** May the words of the document change in this standing of the dossier, whoever asks? */
export function isTextOpen({ fase, aperti }: DossierStanding, code: string): boolean {
  return fase === 'APERTO' || (fixedPhases.includes(fase) && aperti.testi.includes(code));
}

/** May the document be formed or replaced in this standing of the dossier, whoever asks? */
export function isDocumentOpen({ fase, aperti }: DossierStanding, code: string): boolean {
  return fase === 'APERTO' || (fixedPhases.includes(fase) && aperti.documenti.includes(code));
}

/** Does whoever works on dossiers of this kind declare first that they have no conflict of interest (C. 16)? */
export const asksDeclaration = (kind: DossierKind): boolean => kind.roles.some((role) => role.requiresDeclaration !== undefined);

/** A role of the kind as the vocabulary of roles calls it; one it does not have stands for the party it belongs to. */
export function roleForTask(kind: DossierKind, code: string | undefined, what: 'drafts' | 'signs'): RoleCode | undefined {
  if (code === undefined) return undefined;
  const known = roleCodes.find((role) => role === code);
  if (known !== undefined) return known;
  const party = kind.roles.find((role) => role.code === code)?.party;
  const ofComune = kind.parties.find((candidate) => candidate.code === party)?.bodyType.includes('COMUNE') === true;
  if (what === 'signs') return ofComune ? 'DIR_COMUNE' : 'DIR_SUA';
  return ofComune ? 'RUP_COMUNE' : 'FUNZ_SUA';
}

/** The documents a matrix has to provide for. */
export function matrixDocuments(kind: DossierKind): readonly MatrixDocument[] {
  return kind.documents.map(({ code, title = code, drafter, signer }) => ({
    code,
    title,
    drafter: roleForTask(kind, drafter, 'drafts'),
    signer: roleForTask(kind, signer, 'signs'),
  }));
}

/** Who does what where no convenzione says otherwise. */
export const matrixOfKind = (kind: DossierKind, functions: readonly DelegatedFunction[]): ResponsibilityMatrix =>
  defaultMatrix(matrixDocuments(kind), functions);

/** Who holds a permission by role on dossiers of a kind, where that differs from `holders`. */
export type KindHolders = Partial<Readonly<Record<DossierPermission, readonly RoleCode[]>>>;

/**
 * A tender goes by `holders`. Another kind says itself who fills its sheet (roles that draft), who moves it (actors of its
 * steps) and who compiles its checklists, and its roles read it; those that approve give its roles and read its register.
 */
export function holdersOf(kind: DossierKind): KindHolders {
  if (kind.code === tenderKind) return {};
  const known = (codes: readonly string[]): readonly RoleCode[] => [
    ...new Set(
      codes.flatMap((code) => roleForTask(kind, kind.roles.some((role) => role.code === code) ? code : undefined, 'drafts') ?? []),
    ),
  ];
  const all = known(kind.roles.map(({ code }) => code));
  const drafts = known(kind.roles.flatMap(({ code, permissions }) => (permissions.includes('draft') ? [code] : [])));
  const countersigns = kind.manualChecklists.flatMap(({ countersignedBy }) => roleForTask(kind, countersignedBy, 'signs') ?? []);
  const checks = [...new Set([...known(kind.manualChecklists.map(({ compiledBy }) => compiledBy)), ...countersigns])];
  const builds = known(kind.roles.flatMap(({ code, permissions }) => (permissions.includes('publish') ? [code] : [])));
  const answers = known(kind.roles.flatMap(({ code, permissions }) => (permissions.includes('approve') ? [code] : [])));
  const moves = known(kind.process.transitions.flatMap(({ actors }) => actors));
  return {
    'dossier.read': [...new Set([...holders['dossier.read'], ...all])],
    'dossier.create': [...new Set([...holders['dossier.create'], ...drafts])],
    'scheda.write': drafts,
    'dossier.move': moves,
    'attachment.write': [...new Set([...drafts, ...checks])],
    'checklist.write': checks,
    'package.build': builds.length > 0 ? builds : holders['package.build'],
    'dossier.assign': [...new Set([...holders['dossier.assign'], ...answers])],
    'audit.read': [...new Set([...holders['audit.read'], ...answers])],
  };
}

const standIns: Partial<Readonly<Record<RoleCode, RoleCode>>> = { RUP_COMUNE: 'RUP_SUA', DIR_COMUNE: 'DIR_SUA' };

/**
 * The roles in which somebody takes steps: of a tender that the Province awards for itself, also those of a comune for which
 * their own stands in.
 */
export function steppingRoles(roles: readonly string[], own: boolean): readonly string[] {
  const inPlaceOf = Object.entries(standIns).flatMap(([role, standIn]) => (roles.includes(standIn) ? [role] : []));
  return own ? [...roles, ...inPlaceOf] : roles;
}

/** The role somebody has, for one in which they took a step (`steppingRoles`). */
export const heldRole = (role: string, roles: readonly string[]): string =>
  roles.includes(role) ? role : ((standIns as Readonly<Record<string, RoleCode>>)[role] ?? role);

/** The matrix of a tender that the Province awards for itself: what a comune would do falls to the same role of the SUA. */
export function matrixOfOwnTender(kind: DossierKind): ResponsibilityMatrix {
  const rows = Object.entries(matrixOfKind(kind, ['1', '2', '3', '4'])).map(([document, row]) => {
    const own: Partial<Record<RoleCode, string>> = {};
    for (const [role, letters] of Object.entries(row) as [RoleCode, string][]) {
      const holder = standIns[role] ?? role;
      own[holder] = [...new Set(`${own[holder] ?? ''}${letters}`)].join('');
    }
    return [document, own] as const;
  });
  return Object.fromEntries(rows);
}
