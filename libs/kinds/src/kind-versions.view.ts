import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listKindDossiers, type KindVersionView } from '@gare/contracts/kinds';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { DossierEntity, KindLibrary, KindVersionEntity } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

const shownDossiers = 200;

interface KindVersions {
  items: { code: string; title: string; versions: KindVersionView[] }[];
  mayPublish: boolean;
}

/** The register as the administrator reads it: kinds, their versions, the dossiers on each. */
@Injectable()
export class KindVersionsView {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied */
  async list(actor: Actor): Promise<KindVersions> {
    authorize(actor, 'kind.read', actor);
    const { rows, counts } = await this.database.read(dbContext(actor), async (reader) => ({
      rows: await reader.find(KindVersionEntity, {
        select: {
          ...{ code: true, version: true, suaId: true, validFrom: true, validTo: true, publishedAt: true, publishedByName: true },
          ...{ motivation: true, sha256: true },
        },
      }),
      counts: await reader.query<{ code: string; version: string; dossiers: number }[]>(
        'select kind_code as code, kind_version as version, count(*)::int as dossiers from dossiers group by 1, 2',
      ),
    }));
    const known = this.kinds.list(actor.suaId);
    const codes = [...new Set(known.map(({ code }) => code))];
    const views = (code: string): KindVersionView[] =>
      known
        .filter((kind) => kind.code === code)
        .reverse()
        .flatMap((kind) => {
          const row = rows.find((one) => one.code === code && one.version === kind.version);
          const dossiers = counts.find((one) => one.code === code && one.version === kind.version)?.dossiers ?? 0;
          return row === undefined ? [] : [versionView(kind, row, { dossiers, inForce: kind === this.current(code, actor.suaId) })];
        });
    return {
      items: codes.map((code) => ({ code, title: this.current(code, actor.suaId)?.title ?? code, versions: views(code) })),
      mayPublish: decide(actor, 'kind.write', actor).allowed,
    };
  }

  /** @throws AppError access.denied, kind.not_found */
  async dossiers(
    actor: Actor,
    { code, version }: { code: string; version: string },
  ): Promise<z.output<NonNullable<typeof listKindDossiers.response>>> {
    authorize(actor, 'kind.read', actor);
    const kind = this.kinds.list(actor.suaId).find((known) => known.code === code && known.version === version);
    if (kind === undefined) throw new AppError('kind.not_found');
    const states = new Map(kind.process.states.map((state) => [state.code, state]));
    return this.database.read(dbContext(actor), async (reader) => {
      const [rows, total] = await reader.findAndCount(DossierEntity, {
        where: { kindCode: code, kindVersion: version },
        order: { updatedAt: 'DESC' },
        take: shownDossiers,
      });
      const names = await reader.query<{ id: string; name: string }[]>('select id, denominazione as name from enti where id = any ($1)', [
        rows.map(({ enteId }) => enteId),
      ]);
      const nameOf = new Map(names.map(({ id, name }) => [id, name]));
      const items = rows.map(({ id, codiceAppalto, oggetto, enteId, state }) => ({
        ...{ id, codiceAppalto, oggetto, ente: nameOf.get(enteId) ?? '' },
        state: { code: state, label: states.get(state)?.label ?? state, final: states.get(state)?.kind === 'final' },
      }));
      return { items, total };
    });
  }

  private current(code: string, suaId: string): LoadedKind | null {
    try {
      return this.kinds.inForce(code, { suaId, on: toRomeDate(this.clock.now().toISOString()) });
    } catch (error) {
      // A kind may have versions and none of them in force today.
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}

function versionView(
  kind: LoadedKind,
  row: KindVersionEntity,
  { dossiers, inForce }: { readonly dossiers: number; readonly inForce: boolean },
): KindVersionView {
  return {
    ...{ version: kind.version, title: kind.title, shipped: row.suaId === null, validFrom: row.validFrom, validTo: row.validTo },
    publishedAt: row.publishedAt.toISOString(),
    ...{ publishedBy: row.publishedByName, motivation: row.motivation, sha256: row.sha256, dossiers, inForce },
    states: kind.process.states.map(({ code, label = code }) => ({ code, label })),
  };
}
