import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays } from '@gare/domain/calendar/day-counting';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { DossierEntity } from '@gare/dossiers';
import { ReminderSources, type ReminderDue } from '@gare/notifications';
import { type Reader } from '@gare/platform/database';
import { ReviewRequestEntity } from './review-request.entity.js';
import { ReviewsReader, standingOf } from './reviews.reader.js';

/** Days before the end of a review in which reviewers are reminded of it. */
const leadDays = 2;

/** Reminds reviewers who have not approved yet of the day until which they were asked; once it has passed also whoever asked. */
@Injectable()
export class ReviewReminders implements OnModuleInit {
  constructor(
    private readonly sources: ReminderSources,
    private readonly reviews: ReviewsReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('reviews', (reader, suaId, today) => this.due(reader, suaId, today));
  }

  private async due(reader: Reader, suaId: string, today: string): Promise<readonly ReminderDue[]> {
    const requests = await reader
      .createQueryBuilder(ReviewRequestEntity, 'request')
      .where('request.sua_id = :suaId and request.withdrawn_at is null and request.due_on <= :until', {
        suaId,
        until: addDays(today, leadDays),
      })
      .getMany();
    const dossiers = await reader.findBy(DossierEntity, { id: In([...new Set(requests.map(({ dossierId }) => dossierId))]) });
    const reminders: ReminderDue[] = [];
    for (const request of requests) {
      const dossier = dossiers.find(({ id }) => id === request.dossierId);
      if (dossier === undefined) continue;
      const waiting = standingOf(await this.reviews.of(reader, dossier.id), request).reviewers.filter(({ state }) => state === 'TOCCA');
      if (waiting.length === 0) continue;
      const { id: dossierId, enteId, codiceAppalto } = dossier;
      const passed = request.dueOn < today;
      const title = `${passed ? 'Revisione in ritardo' : 'Revisione da finire'} su ${codiceAppalto}`;
      reminders.push({
        ...{ key: `${request.id}:${passed ? 'superato' : 'vicino'}`, dossierId, suaId, enteId, dueOn: request.dueOn, party: 'SUA', title },
        to: { people: [...waiting.map(({ personId }) => personId), ...(passed ? [request.askedBy] : [])] },
        text: `${passed ? 'Il termine era' : 'Il termine è'} il ${dayInWords(request.dueOn)}: ${request.documents.join(', ')}.`,
        path: `/fascicoli/${dossierId}/revisione`,
      });
    }
    return reminders;
  }
}
