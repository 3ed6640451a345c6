import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { redline } from '@gare/domain/redline/redline';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { useRequest } from '../pages/use-request';
import { RedlineView } from '../redline/redline-view';
import { Button, TextLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { Badge, EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Box, Code, Disclosure, Muted, Paragraph, Row, Section, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { ChangesView, type Mode } from './changes-view';
import { keepReviews, reviewedTextQuery, type ReviewedText } from './queries';
import { RemarkDialog } from './remark-dialog';
import { Remarks } from './remarks';
import { sidesOf } from './sides-of';
import './review.scss';

const modes = ['IN_LINEA', 'AFFIANCATI'] as const;

/** A document as its reviewer reads it: only what changed since their last reading, or what differs from the standard. */
export function ReviewedTextPage(): ReactElement {
  const { code } = useParams({ from: '/riservata/fascicoli/$dossierId/revisione/documento/$code' });
  const { t } = useTranslation();
  const dossier = useDossier();
  const text = useQuery(reviewedTextQuery(dossier.id, code));
  return (
    <Stack>
      <div>
        <TextLink to="/fascicoli/$dossierId/revisione" params={{ dossierId: dossier.id }}>
          {t('revisione.tornaAllaRevisione')}
        </TextLink>
      </div>
      {text.isPending && <Skeleton rows={10} />}
      {text.error && <TroubleNotice trouble={troubleOf(text.error)} retrying={text.isFetching} onRetry={() => void text.refetch()} />}
      {text.data && <Reading dossierId={dossier.id} text={text.data} />}
    </Stack>
  );
}

function Reading({ dossierId, text }: { dossierId: string; text: ReviewedText }): ReactElement {
  const { t } = useTranslation();
  const [remarking, setRemarking] = useState<{ paragraphId: string | null } | null>(null);
  const mayRemark = text.whyNot.remark === null;
  const remark = (paragraphId: string | null): void => {
    setRemarking({ paragraphId });
  };
  return (
    <Stack gap="lg">
      <Section
        id="cambiato"
        title={`${text.title} (${text.code})`}
        aside={<Badge tone="info">{t('revisione.versione', { versione: text.version })}</Badge>}
      >
        <Stack>
          <Muted>
            {t('revisione.impronta')} <Code>{text.sha256}</Code>
          </Muted>
          <Changed text={text} onRemark={mayRemark ? remark : undefined} />
          <Deviations text={text} />
          <MarkRead dossierId={dossierId} text={text} />
          {text.paragraphs.length > 0 && (
            <Disclosure open={text.against === 'INTERO'} summary={t('revisione.tuttoIlTesto', { count: text.paragraphs.length })}>
              {text.paragraphs.map((paragraph) => (
                <p key={paragraph.id} className="gi-redline-text">
                  {paragraph.text}
                </p>
              ))}
            </Disclosure>
          )}
        </Stack>
      </Section>
      <Remarks
        dossierId={dossierId}
        text={text}
        aside={
          mayRemark ? (
            <Button
              onClick={() => {
                remark(null);
              }}
            >
              {t('revisione.scriviRilievo')}
            </Button>
          ) : (
            <WhyNot id="perche-rilievo" reason={text.whyNot.remark} />
          )
        }
      />
      {remarking && (
        <RemarkDialog
          dossierId={dossierId}
          text={text}
          paragraphId={remarking.paragraphId}
          onClose={() => {
            setRemarking(null);
          }}
        />
      )}
    </Stack>
  );
}

function Changed({ text, onRemark }: { text: ReviewedText; onRemark: ((paragraphId: string | null) => void) | undefined }): ReactElement {
  const { t } = useTranslation();
  const [mode, setMode] = useState<Mode>('IN_LINEA');
  const same = text.blocks.every(({ kind }) => kind === 'equal');
  if (text.against === 'NESSUNA') return <Notice tone="warning" title={t('revisione.nessunConfronto')} />;
  if (text.against === 'INTERO') return <Paragraph>{t('revisione.intero')}</Paragraph>;
  return (
    <Stack gap="sm">
      <Paragraph>
        {text.against === 'LETTURA' ? t('revisione.daLettura', { versione: text.baseVersion ?? text.version }) : t('revisione.daModello')}
      </Paragraph>
      {same ? (
        <EmptyState title={t(text.against === 'LETTURA' ? 'revisione.ugualeLettura' : 'revisione.ugualeModello')} />
      ) : (
        <>
          <ChoiceField
            inline
            label={t('revisione.vista')}
            options={modes.map((value) => ({ value, label: t(`revisione.viste.${value}`) }))}
            value={[mode]}
            onChange={([chosen]) => {
              setMode(modes.find((one) => one === chosen) ?? 'IN_LINEA');
            }}
          />
          <ChangesView text={text} mode={mode} onRemark={onRemark} />
        </>
      )}
    </Stack>
  );
}

/** Clauses that this dossier has otherwise than the library. */
function Deviations({ text }: { text: ReviewedText }): ReactElement | null {
  const { t } = useTranslation();
  if (text.deviations.length === 0) return null;
  return (
    <Stack gap="sm">
      <Subtitle>{t('revisione.scostamenti', { count: text.deviations.length })}</Subtitle>
      {text.deviations.map((deviation) => {
        const { before, after } = sidesOf(deviation.blocks);
        return (
          <Box key={`${deviation.clause} ${deviation.at}`} tone={deviation.protected ? 'warning' : 'plain'}>
            <Stack gap="sm">
              <Row align="between">
                <Subtitle>{`${deviation.clause} ${deviation.title}`}</Subtitle>
                {deviation.protected && <Badge tone="info">{t('revisione.protetta')}</Badge>}
              </Row>
              <Muted>{`${deviation.by}, ${dayAndTime(deviation.at)}. ${deviation.reason}`}</Muted>
              <RedlineView
                paragraph
                label={t('revisione.standardEAtto', { clausola: deviation.clause })}
                redline={redline(before, after)}
              />
            </Stack>
          </Box>
        );
      })}
    </Stack>
  );
}

function MarkRead({ dossierId, text }: { dossierId: string; text: ReviewedText }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const mark = async (): Promise<void> => {
    const params = { path: { dossierId, code: text.code } };
    const body = { version: text.version };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/reviews/documents/{code}/reads', { params, body }));
    if (!outcome.ok) return;
    keepReviews(dossierId, outcome.data);
    announce(t('revisione.lettoOra', { versione: text.version }));
  };
  return (
    <Stack gap="sm">
      {text.whyNot.remark === null && (
        <div>
          <Button look="primary" busy={request.busy} onClick={() => void mark()}>
            {t('revisione.segnaLetto', { versione: text.version })}
          </Button>
        </div>
      )}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}
