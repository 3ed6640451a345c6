import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DelegatedFunction } from '@gare/domain/access/default-matrix';
import { dossierScope, type SightCondition } from '@gare/domain/access/dossier-scope';
import { fixedPhases } from '@gare/domain/access/dossier-phase';
import { type DossierPermission } from '@gare/domain/access/permissions';
import { holdsLetter, type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { bindingStates, coveringStates, endedStates } from '@gare/domain/convenzione/states';
import {
  asksDeclaration,
  holdersOf,
  matrixOfKind,
  matrixOfOwnTender,
  standingOf,
  staysPublished,
  tenderKind,
} from '@gare/domain/kinds/kind-access';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { type Condition } from './dossier-filter.js';
import { DossierEntity } from './dossier.entity.js';
import { KindLibrary } from './kind-library.js';

type Clause = Extract<ReturnType<typeof dossierScope>, { none: false }>['anyOf'][number];
type MatrixCondition = Extract<SightCondition, { need: 'MATRICE' }>;

/** Collects parameters and gives each its name. */
class Parameters {
  readonly values: Record<string, unknown> = {};

  add(value: unknown, type: string): string {
    const name = `scope${Object.keys(this.values).length}`;
    this.values[name] = value;
    return `cast(:${name} as ${type})`;
  }
}

const delegations: readonly (readonly DelegatedFunction[])[] = Array.from({ length: 16 }, (_, bits) =>
  (['1', '2', '3', '4'] as const).filter((__, place) => (bits & (1 << place)) !== 0),
);

/** As Postgres writes an array of text. */
const keyOf = (functions: readonly string[]): string => `{${functions.join(',')}}`;

/** The delegation of a convenzione `c`, written like the keys above. */
const delegated = 'array(select unnest(c.funzioni_svolte) order by 1)::text';

/**
 * The set of dossiers on which somebody has a permission, found in one query instead of asking the policy of each: `dossierScope`
 * turned into SQL. Test/slices/dossier-scopes.test.ts holds the two to the same answers on the same rows.
 */
@Injectable()
export class DossierScopes {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  async ids(reader: Reader, actor: Actor, permission: DossierPermission): Promise<string[]> {
    const scope = this.condition(actor, permission);
    const query = reader.createQueryBuilder(DossierEntity, 'd').select('d.id', 'id');
    const rows = await (scope === null ? query : query.where(scope.sql, scope.values)).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** The condition on a dossier `d`; null where it is every dossier of the actor's body (of the SUA, for the Province). */
  condition(actor: Actor, permission: DossierPermission): Condition | null {
    const parameters = new Parameters();
    const { grants = [] } = actor;
    const scopes = this.kinds.list(actor.suaId).map((kind) => {
      const asOf = this.today();
      return { kind, scope: dossierScope(actor, permission, { asOf, grants, titolari: holdersOf(kind) }) };
    });
    const whole = scopes.every(({ scope }) => !scope.none && scope.anyOf.some(({ by, also }) => also.length === 0 && by !== 'INCARICO'));
    if (whole && grants.length === 0 && permission !== 'published.read') return null;
    const ofKinds = scopes.flatMap(({ kind, scope }) => {
      if (scope.none) return [];
      const part = new KindConditions(kind, this.today(), parameters);
      return [
        `(s.kind_code = ${parameters.add(kind.code, 'text')} and s.kind_version = ${parameters.add(kind.version, 'text')}
        and (${scope.anyOf.map((clause) => part.clause(clause)).join(' or ')}))`,
      ];
    });
    if (ofKinds.length === 0) return { sql: 'false', values: {} };
    const sql = `d.id in (select s.id from dossiers s left join lateral (
        select c.* from convenzioni c where s.ente_id <> s.sua_id
          and case when s.convenzione_id is null then c.ente_id = s.ente_id else c.id = s.convenzione_id end
        order by c.stato = any (${parameters.add(bindingStates, 'text[]')}) desc, c.dal desc, c.id limit 1) c on true
      where ${ofKinds.join(' or ')})`;
    return { sql, values: parameters.values };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

/** Conditions on a dossier `s` of one kind, with `c` the convenzione it runs under. */
class KindConditions {
  private readonly states: readonly { code: string; standing: ReturnType<typeof standingOf> }[];

  constructor(
    private readonly kind: LoadedKind,
    private readonly asOf: string,
    private readonly parameters: Parameters,
  ) {
    this.states = kind.process.states.map(({ code }) => ({ code, standing: standingOf(kind, { state: code, previousState: null }) }));
  }

  clause(clause: Clause): string {
    return `(${[this.sight(clause), ...clause.also.map((condition) => this.condition(condition))].join(' and ')})`;
  }

  private sight(clause: Clause): string {
    const ofSua = `s.sua_id = ${this.parameters.add(clause.suaId, 'uuid')}`;
    switch (clause.by) {
      case 'SUA':
        return ofSua;
      case 'ENTE':
        return `${ofSua} and s.ente_id = ${this.parameters.add(clause.enteId, 'uuid')}`;
      case 'COPARTE':
        // Aggregated tenders have no co-parties in the database yet.
        return 'false';
      case 'INCARICO':
        return `${ofSua} and s.id = any (${this.parameters.add(clause.dossierIds, 'uuid[]')})`;
      case 'PUBBLICATO':
        return `${ofSua} and ${this.published()}`;
    }
  }

  private condition(condition: SightCondition): string {
    switch (condition.need) {
      case 'FASE':
        return this.inStates(({ fase }) => condition.in.includes(fase));
      case 'CAMPI_APERTI':
        return this.inStates(({ fase, aperti }) => !fixedPhases.includes(fase) || aperti.campi.length > 0);
      case 'DICHIARAZIONE':
        return asksDeclaration(this.kind)
          ? `(select coalesce(bool_and(x.answer = 'ASSENTE') and bool_or(x.acting_ente_id = ${this.parameters.add(condition.enteId, 'uuid')}), false)
              from (select distinct on (y.acting_ente_id) y.acting_ente_id, y.answer from conflict_declarations y
                where y.dossier_id = s.id and y.person_id = ${this.parameters.add(condition.personId, 'uuid')}
                order by y.acting_ente_id, y.at desc, y.id desc) x)`
          : 'true';
      case 'CONVENZIONE':
        return this.kind.code === tenderKind ? `(s.ente_id = s.sua_id or coalesce(${this.goesOn()}, false))` : 'true';
      case 'MATRICE':
        return this.matrix(condition);
    }
  }

  private inStates(test: (standing: ReturnType<typeof standingOf>) => boolean): string {
    const codes = this.states.filter(({ standing }) => test(standing)).map(({ code }) => code);
    return `s.state = any (${this.parameters.add(codes, 'text[]')})`;
  }

  private published(): string {
    const published = this.states.filter(({ standing }) => standing.pubblicato).map(({ code }) => code);
    const before = `s.previous_state = any (${this.parameters.add(published, 'text[]')})`;
    return `(${this.inStates(({ pubblicato }) => pubblicato)} or (${this.inStates(({ fase }) => staysPublished.includes(fase))} and coalesce(${before}, false)))`;
  }

  /** `mayContinue` of the domain. */
  private goesOn(): string {
    const states = (codes: readonly string[]): string => `c.stato = any (${this.parameters.add(codes, 'text[]')})`;
    const ended = `(${states(endedStates)} or (${states(bindingStates)} and c.al < ${this.parameters.add(this.asOf, 'date')}))`;
    const standing = `(${states([...coveringStates, 'RECESSO_IN_CORSO'])} or (c.stato = 'SOSPESA' and c.sospensione ->> 'fascicoliAperti' = 'PROSEGUONO'))`;
    return `(case when ${ended} then c.ultrattivita or ${this.published()} else coalesce(${standing}, false) end)`;
  }

  /** The matrix of the convenzione is read by Postgres; what a default matrix says is known before and goes in as states and delegations. */
  private matrix(condition: MatrixCondition): string {
    const where = (matrix: ResponsibilityMatrix): string[] =>
      this.states.filter(({ standing }) => gives(matrix, condition, standing)).map(({ code }) => code);
    if (this.kind.code !== tenderKind) return `s.state = any (${this.parameters.add(where(matrixOfKind(this.kind, [])), 'text[]')})`;
    const own = `s.state = any (${this.parameters.add(where(matrixOfOwnTender(this.kind)), 'text[]')})`;
    const byDelegation = Object.fromEntries(delegations.map((functions) => [keyOf(functions), where(matrixOfKind(this.kind, functions))]));
    const usual = `(${this.parameters.add(JSON.stringify(byDelegation), 'jsonb')} -> ${delegated}) ? s.state`;
    return `(case when s.ente_id = s.sua_id then ${own} when c.matrice is null then coalesce(${usual}, false)
      else ${this.explicit(condition)} end)`;
  }

  /** The rows of the matrix that was agreed, and the usual ones for the documents it does not know (`completedMatrix`). */
  private explicit({ roles, letters, open }: MatrixCondition): string {
    const fixed = this.states.filter(({ standing }) => open !== null && fixedPhases.includes(standing.fase));
    const stillOpen = Object.fromEntries(fixed.map(({ code, standing }) => [code, open === null ? [] : standing.aperti[open]]));
    const map = this.parameters.add(JSON.stringify(stillOpen), 'jsonb');
    const isOpen = (document: string): string => `(not ${map} ? s.state or ${map} -> s.state ? ${document})`;
    const agreed = `exists (select 1 from jsonb_each(c.matrice) as line (code, cells), jsonb_each_text(line.cells) as cell (role, letters)
      where cell.role = any (${this.parameters.add(roles, 'text[]')}) and cell.letters ~ ${this.parameters.add(`[${letters.join('')}]`, 'text')}
        and ${isOpen('line.code')})`;
    const given = (matrix: ResponsibilityMatrix): string[] =>
      Object.keys(matrix).filter((code) => holdsLetter(matrix, roles, letters, code) !== undefined);
    const usual = Object.fromEntries(delegations.map((functions) => [keyOf(functions), given(matrixOfKind(this.kind, functions))]));
    const rows = `${this.parameters.add(JSON.stringify(usual), 'jsonb')} -> ${delegated}`;
    return `(${agreed} or exists (select 1 from jsonb_array_elements_text(coalesce(${rows}, '[]'::jsonb)) as row (code)
      where not c.matrice ? row.code and ${isOpen('row.code')}))`;
  }
}

function gives(matrix: ResponsibilityMatrix, condition: MatrixCondition, { fase, aperti }: ReturnType<typeof standingOf>): boolean {
  const { roles, letters, open } = condition;
  return open !== null && fixedPhases.includes(fase)
    ? aperti[open].some((code) => holdsLetter(matrix, roles, letters, code) !== undefined)
    : holdsLetter(matrix, roles, letters) !== undefined;
}
