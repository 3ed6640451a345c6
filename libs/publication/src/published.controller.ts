import { Controller } from '@nestjs/common';
import { listPublished } from '@gare/contracts/published';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { PublishedListView } from './published-list.view.js';

@Controller()
export class PublishedController {
  constructor(private readonly published: PublishedListView) {}

  @Route(listPublished)
  list(
    @CurrentActor() actor: Actor,
    @Input(listPublished) { query }: InputOf<typeof listPublished>,
  ): ReturnType<PublishedListView['list']> {
    return this.published.list(actor, query);
  }
}
