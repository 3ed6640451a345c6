import { Controller } from '@nestjs/common';
import { assignRole, endRole, listPeople, listRoles } from '@gare/contracts/roles';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { RolesService } from './roles.service.js';

type Listing = ReturnType<RolesService['list']>;

@Controller()
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Route(listPeople)
  people(@CurrentActor() actor: Actor, @Input(listPeople) { query }: InputOf<typeof listPeople>): ReturnType<RolesService['people']> {
    return this.roles.people(actor, query);
  }

  @Route(listRoles)
  list(@CurrentActor() actor: Actor, @Input(listRoles) { params }: InputOf<typeof listRoles>): Listing {
    return this.roles.list(actor, params.enteId);
  }

  @Route(assignRole)
  async assign(@CurrentActor() actor: Actor, @Input(assignRole) { params, body }: InputOf<typeof assignRole>): Listing {
    await this.roles.assign(actor, params.enteId, body);
    return this.roles.list(actor, params.enteId);
  }

  @Route(endRole)
  async end(@CurrentActor() actor: Actor, @Input(endRole) { params, body }: InputOf<typeof endRole>): Listing {
    await this.roles.end(actor, params, body);
    return this.roles.list(actor, params.enteId);
  }
}
