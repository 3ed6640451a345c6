import { Controller } from '@nestjs/common';
import { changeDossierTemplate, compareDossierTemplate, listDossierTemplates, type DossierTemplate } from '@gare/contracts/templates';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DossierTemplates } from './dossier-templates.js';

@Controller()
export class DossierTemplatesController {
  constructor(private readonly templates: DossierTemplates) {}

  @Route(listDossierTemplates)
  async list(
    @CurrentActor() actor: Actor,
    @Input(listDossierTemplates) { params }: InputOf<typeof listDossierTemplates>,
  ): Promise<{ items: DossierTemplate[] }> {
    return { items: await this.templates.list(actor, params.dossierId) };
  }

  @Route(compareDossierTemplate)
  compare(
    @CurrentActor() actor: Actor,
    @Input(compareDossierTemplate) { params, query }: InputOf<typeof compareDossierTemplate>,
  ): ReturnType<DossierTemplates['compare']> {
    return this.templates.compare(actor, params.dossierId, { code: params.code, to: query.to });
  }

  @Route(changeDossierTemplate)
  async change(
    @CurrentActor() actor: Actor,
    @Input(changeDossierTemplate) { params, body }: InputOf<typeof changeDossierTemplate>,
  ): Promise<{ items: DossierTemplate[] }> {
    await this.templates.change(actor, params.dossierId, { ...body, code: params.code });
    return { items: await this.templates.list(actor, params.dossierId) };
  }
}
