import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useSession } from '../pages/may';
import { Button } from '../ui/button';
import { EmptyState, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { Earlier, SaidHead } from './message-item';
import { type Thread, threadQuery } from './queries';
import { SaidItem, SaidList, Words } from './said-list';
import { useSending } from './use-sending';

/** What one side writes down for itself: the other never sees it. */
export function NotesSection({ dossierId, thread }: { dossierId: string; thread: Thread }): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const { form, request, submit } = useSending(`nota.${utente.id}.${dossierId}`, {}, async ({ testo, clientId }, sent) => {
    const outcome = await sent.send(() =>
      client.POST('/api/dossiers/{dossierId}/notes', { params: { path: { dossierId } }, body: { clientId, testo, corregge: null } }),
    );
    if (!outcome.ok) return false;
    queryClient.setQueryData(threadQuery(dossierId).queryKey, outcome.data);
    announce(t('richieste.note.salvata'));
    return true;
  });
  return (
    <Section id="note" title={t('richieste.note.titolo')}>
      <Stack>
        <Paragraph>{t(thread.parte === 'SUA' ? 'richieste.note.testoSua' : 'richieste.note.testoComune')}</Paragraph>
        {thread.note.length === 0 && <EmptyState title={t('richieste.note.nessuna')} />}
        <SaidList label={t('richieste.note.titolo')}>
          {thread.note.map((note) => (
            <SaidItem key={note.id} own={false}>
              <SaidHead said={note} />
              <Words>{note.testo}</Words>
              <Earlier said={note} />
            </SaidItem>
          ))}
        </SaidList>
        {thread.percheNo === null && (
          <Form onSubmit={() => void submit()}>
            <TextArea
              id="nota"
              label={t('richieste.note.scrivi')}
              rows={3}
              maxLength={8000}
              value={form.values.testo}
              onChange={(event) => {
                form.set({ testo: event.target.value });
              }}
            />
            {request.trouble && <TroubleNotice trouble={request.trouble} />}
            <Row>
              <Button type="submit" busy={request.busy}>
                {t('richieste.note.salva')}
              </Button>
            </Row>
          </Form>
        )}
      </Stack>
    </Section>
  );
}
