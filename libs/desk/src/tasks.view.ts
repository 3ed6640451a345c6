import { Injectable } from '@nestjs/common';
import { type TaskView } from '@gare/contracts/desk';
import { type Actor } from '@gare/domain/access/actor';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { tasksOf, type Task } from '@gare/domain/turn/tasks';
import { roleTitle } from '@gare/domain/turn/whose-turn';
import { DossierAccessReader, DossierOutlook, DossierPeopleReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { FirstTerms } from './first-terms.js';

/** Everything to do on a dossier, worked out anew each time it is asked. */
@Injectable()
export class TasksView {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly outlook: DossierOutlook,
    private readonly people: DossierPeopleReader,
    private readonly terms: FirstTerms,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<{ items: TaskView[] }> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const { dossier, kind, access } = one;
      const outlook = await this.outlook.of(reader, one);
      const assignments = await this.people.assignments(reader, dossierId);
      const named = [...assignments.map(({ personId }) => personId), ...outlook.items.flatMap(({ waitsOn }) => waitsOn.personId ?? [])];
      const absences = await this.people.away(reader, named, access.asOf);
      const due = (await this.terms.of(reader, dossierId))?.due ?? null;
      const own = dossier.enteId === dossier.suaId;
      const tasks = tasksOf(outlook, { own, assignments, absences, asOf: access.asOf, due });
      const bodies = { COMUNE: dossier.enteId, SUA: dossier.suaId, ALTRO: null };
      return { items: tasks.map((task) => taskView(task, kind, { actor, enteId: bodies[task.waitsOn.party] })) };
    });
  }
}

function taskView(task: Task, kind: LoadedKind, { actor, enteId }: { actor: Actor; enteId: string | null }): TaskView {
  const { waitsOn, personId, person, insteadOf, ...rest } = task;
  const held = (actor.roles as readonly string[]).includes(waitsOn.role);
  return {
    ...rest,
    waitsOn: { party: waitsOn.party, role: { code: waitsOn.role, label: roleTitle(kind, waitsOn.role) } },
    person: personId === null ? null : { id: personId, name: person ?? '', insteadOf },
    mine: personId === null ? held && actor.enteId === enteId : personId === actor.personId,
  };
}
