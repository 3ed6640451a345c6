import { Controller } from '@nestjs/common';
import { changeEnte, createEnte, getEnte, importEnti, type EnteDetail } from '@gare/contracts/enti';
import { listEnti } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { EnteImport } from './ente-import.js';
import { EntiService } from './enti.service.js';
import { EntiView } from './enti.view.js';

@Controller()
export class EntiController {
  constructor(
    private readonly view: EntiView,
    private readonly enti: EntiService,
    private readonly imports: EnteImport,
  ) {}

  @Route(listEnti)
  list(@CurrentActor() actor: Actor): ReturnType<EntiView['list']> {
    return this.view.list(actor);
  }

  @Route(getEnte)
  show(@CurrentActor() actor: Actor, @Input(getEnte) { params }: InputOf<typeof getEnte>): Promise<EnteDetail> {
    return this.view.show(actor, params.enteId);
  }

  @Route(createEnte)
  async create(@CurrentActor() actor: Actor, @Input(createEnte) { body }: InputOf<typeof createEnte>): Promise<EnteDetail> {
    return this.view.show(actor, await this.enti.create(actor, body));
  }

  @Route(changeEnte)
  async change(@CurrentActor() actor: Actor, @Input(changeEnte) { params, body }: InputOf<typeof changeEnte>): Promise<EnteDetail> {
    await this.enti.change(actor, params.enteId, body);
    return this.view.show(actor, params.enteId);
  }

  @Route(importEnti)
  import(@CurrentActor() actor: Actor, @Input(importEnti) { body }: InputOf<typeof importEnti>): ReturnType<EnteImport['run']> {
    return this.imports.run(actor, body);
  }
}
