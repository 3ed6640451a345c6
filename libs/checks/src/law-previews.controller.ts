import { Controller } from '@nestjs/common';
import { confirmLawPreview, getLawPreview, previewLegalParameter, type LawPreviewView } from '@gare/contracts/law';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { LawPreviews } from './law-previews.service.js';

@Controller()
export class LawPreviewsController {
  constructor(private readonly previews: LawPreviews) {}

  @Route(previewLegalParameter)
  create(
    @CurrentActor() actor: Actor,
    @Input(previewLegalParameter) { body }: InputOf<typeof previewLegalParameter>,
  ): Promise<LawPreviewView> {
    return this.previews.create(actor, body);
  }

  @Route(getLawPreview)
  show(@CurrentActor() actor: Actor, @Input(getLawPreview) { params }: InputOf<typeof getLawPreview>): Promise<LawPreviewView> {
    return this.previews.show(actor, params.previewId);
  }

  @Route(confirmLawPreview)
  confirm(@CurrentActor() actor: Actor, @Input(confirmLawPreview) { params }: InputOf<typeof confirmLawPreview>): Promise<void> {
    return this.previews.confirm(actor, params.previewId);
  }
}
