import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { announce } from '../announcements';
import { client } from '../api/client';
import { dayAndTime } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Badge, EmptyState, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { CardItem, CardList, Muted, Paragraph, PlainList, Row, Section, Stack } from '../ui/layout';
import { keepText, type Remark, type ReviewedText } from './queries';

/** Remarks on a document, open ones first: who drafts answers, who reviews resolves. */
export function Remarks({ dossierId, text, aside }: { dossierId: string; text: ReviewedText; aside: ReactElement }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="rilievi" title={t('revisione.rilievi')} aside={aside}>
      {text.remarks.length === 0 ? (
        <EmptyState title={t('revisione.nessunRilievo')} />
      ) : (
        <CardList label={t('revisione.rilievi')}>
          {text.remarks.map((remark) => (
            <OneRemark key={remark.id} dossierId={dossierId} remark={remark} />
          ))}
        </CardList>
      )}
    </Section>
  );
}

function OneRemark({ dossierId, remark }: { dossierId: string; remark: Remark }): ReactElement {
  const { t } = useTranslation();
  const { weight, paragraph, resolved, by, at, answers } = remark;
  const tone = resolved !== null ? 'muted' : weight === 'BLOCCA' ? 'danger' : 'plain';
  return (
    <CardItem tone={tone} id={`rilievo-${remark.id}`}>
      <Stack gap="sm">
        <Row align="between">
          <Badge tone={resolved !== null ? 'done' : weight === 'BLOCCA' ? 'danger' : 'info'}>
            {resolved === null ? t(`revisione.pesi.${weight}`) : t('revisione.risolto')}
          </Badge>
          <Muted>
            {by.name}, {dayAndTime(at)}
          </Muted>
        </Row>
        {paragraph !== null && (
          <Muted>
            {t('revisione.sulParagrafo', { parole: firstWords(paragraph.text) })}
            {!paragraph.standing && ` ${t('revisione.paragrafoCambiato')}`}
          </Muted>
        )}
        <Paragraph>{remark.text}</Paragraph>
        {answers.length > 0 && (
          <PlainList label={t('revisione.risposte')}>
            {answers.map((answer) => (
              <li key={answer.id}>
                {answer.text} <Muted>{`${answer.by}, ${dayAndTime(answer.at)}`}</Muted>
              </li>
            ))}
          </PlainList>
        )}
        {resolved !== null && (
          <Muted>
            {t('revisione.risoltoDa', { chi: resolved.by, quando: dayAndTime(resolved.at) })} {resolved.text}
          </Muted>
        )}
        {remark.canAnswer && <Reply dossierId={dossierId} remark={remark} />}
      </Stack>
    </CardItem>
  );
}

function Reply({ dossierId, remark }: { dossierId: string; remark: Remark }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [words, setWords] = useState('');
  const params = { path: { dossierId, remarkId: remark.id } };
  const take = (outcome: { ok: true; data: ReviewedText } | { ok: false }, said: string): void => {
    if (!outcome.ok) return;
    setWords('');
    keepText(dossierId, outcome.data);
    announce(said);
  };
  const answer = async (): Promise<void> => {
    const body = { text: words };
    take(
      await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews/remarks/{remarkId}/answers', { params, body })),
      t('revisione.rispostaScritta'),
    );
  };
  const resolve = async (): Promise<void> => {
    const body = { text: words };
    take(
      await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews/remarks/{remarkId}/resolution', { params, body })),
      t('revisione.rilievoRisolto'),
    );
  };
  return (
    <Stack gap="sm">
      <TextArea
        label={t('revisione.risposta')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
        }}
      />
      <Row>
        <Button small busy={request.busy} disabled={words.trim() === ''} onClick={() => void answer()}>
          {t('revisione.rispondi')}
        </Button>
        {remark.canResolve && (
          <Button small look="primary" busy={request.busy} onClick={() => void resolve()}>
            {t('revisione.risolvi')}
          </Button>
        )}
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}
