import { Injectable } from '@nestjs/common';
import { type OidcRule } from '@gare/contracts/oidc-rules';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { Database, systemContext, type Reader } from '@gare/platform/database';
import { EnteEntity } from './ente.entity.js';
import { EnteReader } from './ente.reader.js';
import { codiceFiscaleIn, valuesIn } from './oidc-claims.js';
import { OidcClient, type Claims } from './oidc-client.js';
import { OidcRefusal } from './oidc-refusal.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { confirmedOf, rolesOf } from './roles-in-force.js';

/** Somebody the provider vouches for, as this product knows them. */
export interface Recognised {
  readonly person: PersonEntity;
  readonly confirmedRoles: string[] | null;
  /** In how many bodies they have a role. */
  readonly bodies: number;
}

type Refused = { readonly rule: OidcRule; readonly person: PersonEntity | null };

/** Whom a codice fiscale belongs to. Nobody is registered by signing in, and no role comes from outside: a token can only confirm. */
@Injectable()
export class OidcPeople {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly oidc: OidcClient,
    private readonly enti: EnteReader,
    private readonly audit: RegistryAudit,
  ) {}

  /** @throws OidcRefusal; recorded in the register where it is about somebody known */
  async recognise(claims: Claims, requestId: string): Promise<Recognised> {
    const found = await this.database.read(systemContext, (reader) => this.find(reader, claims));
    if (!('rule' in found)) return found;
    if (found.person) await this.record(found.person, found.rule, requestId);
    throw new OidcRefusal(found.rule);
  }

  private async find(reader: Reader, claims: Claims): Promise<Recognised | Refused> {
    const settings = this.oidc.settings;
    const codiceFiscale = codiceFiscaleIn(claims, settings?.codiceFiscaleClaims ?? []);
    if (codiceFiscale === null) return { rule: 'OIDC_CODICE_FISCALE', person: null };
    const known = await reader.find(PersonEntity, { where: { codiceFiscale }, order: { createdAt: 'ASC' } });
    const [person] = [...known.filter(({ disabledAt }) => disabledAt === null), ...known];
    if (!person) return { rule: 'OIDC_PERSON', person: null };
    if (person.disabledAt !== null) return { rule: 'OIDC_DISABLED', person };
    const assigned = await rolesOf(reader, person.id, toRomeDate(this.clock.now().toISOString()));
    if (assigned.length === 0) return { rule: 'OIDC_NO_ROLE', person };
    const confirmedRoles = await this.confirmed(reader, person, claims);
    const roles = confirmedOf(assigned, confirmedRoles);
    if (roles.length === 0) return { rule: 'OIDC_ROLE', person };
    return { person, confirmedRoles, bodies: new Set(roles.map(({ enteId }) => enteId)).size };
  }

  /** `ROLE@enteId` of each value of the role claim that the map knows; null where no role claim is set up. */
  private async confirmed(reader: Reader, { suaId }: PersonEntity, claims: Claims): Promise<string[] | null> {
    const roles = this.oidc.settings?.roles ?? null;
    if (roles === null) return null;
    const values = valuesIn(claims, roles.claim);
    const mapped = roles.map.filter(({ value }) => values.includes(value));
    const bodies = await reader.findBy(EnteEntity, { suaId });
    return mapped.flatMap(({ role, codiceIpa }) =>
      bodies.filter((ente) => ente.codiceIpa?.toLowerCase() === codiceIpa.toLowerCase()).map(({ id }) => `${role}@${id}`),
    );
  }

  private async record(person: PersonEntity, rule: OidcRule, requestId: string): Promise<void> {
    const { id, suaId, nome, cognome } = person;
    await this.database.transaction({ scope: 'sua', suaId }, async (tx) => {
      const sua = await this.enti.require(tx, suaId);
      const actor = {
        ...{ personId: id, person: `${nome} ${cognome}`, suaId, enteId: suaId, ente: sua.denominazione },
        ...{ enteTipo: sua.tipo, roles: [], correlationId: requestId },
      };
      await this.audit.record(tx, actor, {
        enteId: suaId,
        action: 'session.refused',
        summary: `Rifiutato l’accesso con SPID o CIE di ${nome} ${cognome}`,
        details: { rule },
        role: null,
      });
    });
  }
}
