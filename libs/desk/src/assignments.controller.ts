import { Controller } from '@nestjs/common';
import {
  type AbsencesView,
  assignOnDossier,
  type DossierTeamView,
  endAssignment,
  getDossierTeam,
  listAbsences,
  recordAbsence,
  revokeAbsence,
} from '@gare/contracts/assignments';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { Absences } from './absences.service.js';
import { Assignments } from './assignments.service.js';

@Controller()
export class AssignmentsController {
  constructor(
    private readonly assignments: Assignments,
    private readonly absences: Absences,
  ) {}

  @Route(getDossierTeam)
  team(@CurrentActor() actor: Actor, @Input(getDossierTeam) { params }: InputOf<typeof getDossierTeam>): Promise<DossierTeamView> {
    return this.assignments.show(actor, params.dossierId);
  }

  @Route(assignOnDossier)
  assign(
    @CurrentActor() actor: Actor,
    @Input(assignOnDossier) { params, body }: InputOf<typeof assignOnDossier>,
  ): Promise<DossierTeamView> {
    return this.assignments.assign(actor, params.dossierId, body);
  }

  @Route(endAssignment)
  end(@CurrentActor() actor: Actor, @Input(endAssignment) { params }: InputOf<typeof endAssignment>): Promise<DossierTeamView> {
    return this.assignments.end(actor, params);
  }

  @Route(listAbsences)
  away(@CurrentActor() actor: Actor): Promise<AbsencesView> {
    return this.absences.list(actor);
  }

  @Route(recordAbsence)
  record(@CurrentActor() actor: Actor, @Input(recordAbsence) { body }: InputOf<typeof recordAbsence>): Promise<AbsencesView> {
    return this.absences.record(actor, body);
  }

  @Route(revokeAbsence)
  revoke(@CurrentActor() actor: Actor, @Input(revokeAbsence) { params }: InputOf<typeof revokeAbsence>): Promise<AbsencesView> {
    return this.absences.revoke(actor, params.absenceId);
  }
}
