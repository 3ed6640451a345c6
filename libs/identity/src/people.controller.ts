import { Controller } from '@nestjs/common';
import {
  changePerson,
  disablePerson,
  enablePerson,
  getPerson,
  giveAccessLink,
  registerPerson,
  resetSecondFactor,
  type PersonView,
} from '@gare/contracts/people';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { AccountAdministration } from './account-administration.js';
import { PeopleService } from './people.service.js';

@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly accounts: AccountAdministration,
  ) {}

  @Route(registerPerson)
  register(
    @CurrentActor() actor: Actor,
    @Input(registerPerson) { body }: InputOf<typeof registerPerson>,
  ): ReturnType<PeopleService['register']> {
    return this.people.register(actor, body);
  }

  @Route(getPerson)
  show(@CurrentActor() actor: Actor, @Input(getPerson) { params }: InputOf<typeof getPerson>): Promise<PersonView> {
    return this.people.show(actor, params.personId);
  }

  @Route(changePerson)
  change(@CurrentActor() actor: Actor, @Input(changePerson) { params, body }: InputOf<typeof changePerson>): Promise<PersonView> {
    return this.people.change(actor, params.personId, body);
  }

  @Route(giveAccessLink)
  giveLink(
    @CurrentActor() actor: Actor,
    @Input(giveAccessLink) { params }: InputOf<typeof giveAccessLink>,
  ): ReturnType<AccountAdministration['giveLink']> {
    return this.accounts.giveLink(actor, params.personId);
  }

  @Route(disablePerson)
  disable(@CurrentActor() actor: Actor, @Input(disablePerson) { params, body }: InputOf<typeof disablePerson>): Promise<PersonView> {
    return this.accounts.disable(actor, params.personId, body.motivation);
  }

  @Route(enablePerson)
  enable(@CurrentActor() actor: Actor, @Input(enablePerson) { params, body }: InputOf<typeof enablePerson>): Promise<PersonView> {
    return this.accounts.enable(actor, params.personId, body.motivation);
  }

  @Route(resetSecondFactor)
  reset(@CurrentActor() actor: Actor, @Input(resetSecondFactor) { params, body }: InputOf<typeof resetSecondFactor>): Promise<PersonView> {
    return this.accounts.resetSecondFactor(actor, params.personId, body.motivation);
  }
}
