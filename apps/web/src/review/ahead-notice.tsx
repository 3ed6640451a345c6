import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useRequest } from '../pages/use-request';
import { Button, TextLink } from '../ui/button';
import { Notice, TroubleNotice } from '../ui/feedback';
import { Paragraph, PlainList, Row, Stack } from '../ui/layout';
import { type ReviewDocument, reviewsQuery } from './queries';

/** What a draft says otherwise than the version in force, and the way to bring it into a version that can be reviewed. */
export function AheadNotice({ dossierId, document }: { dossierId: string; document: ReviewDocument }): ReactElement | null {
  const { t } = useTranslation();
  const request = useRequest();
  const { ahead, code, title, version, reopened } = document;
  if (ahead === null) return null;
  const form = async (): Promise<void> => {
    const params = { path: { dossierId } };
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/documents/generate', { params, body: { codes: [code] } }),
    );
    if (!outcome.ok) return;
    announce(t('revisione.formazioneAvviata', { atto: title }));
    await queryClient.invalidateQueries({ queryKey: reviewsQuery(dossierId).queryKey });
  };
  return (
    <Notice tone="warning" title={reopened ?? ahead.sentence} live="status">
      <Stack gap="sm">
        <Paragraph>{t(ahead.canForm ? 'revisione.avantiForma' : 'revisione.avantiAttendi', { versione: version ?? 0 })}</Paragraph>
        {ahead.changes.length > 0 && (
          <PlainList label={t('revisione.avantiElenco')}>
            {ahead.changes.slice(0, shown).map(({ kind, words, heading }, index) => (
              <li key={index}>
                {t(`revisione.cambiamentoBozza.${kind}`)}: «{words}»{heading !== null && heading !== words && ` (${heading})`}
              </li>
            ))}
          </PlainList>
        )}
        <Row>
          {ahead.canForm && (
            <Button busy={request.busy} onClick={() => void form()}>
              {t('revisione.formaOra', { atto: code })}
            </Button>
          )}
          <TextLink to="/fascicoli/$dossierId/redazione/$code" params={{ dossierId, code }}>
            {t('revisione.apriBozza', { atto: code })}
          </TextLink>
        </Row>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Notice>
  );
}

const shown = 8;
