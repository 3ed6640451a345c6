import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type CheckResult } from '../api/client';
import { recently } from '../format/dates';
import { ButtonLink } from '../ui/button';
import { Badge, type BadgeTone } from '../ui/feedback';
import { type IconName } from '../ui/icon-names';
import { type BoxTone, CardItem, Facts, Muted, Paragraph, Row, Stack, Subtitle } from '../ui/layout';

interface Look {
  readonly box: BoxTone;
  readonly badge: BadgeTone;
  readonly icon: IconName;
}

function lookOf({ status, severity }: CheckResult): Look {
  if (status === 'OK') return { box: 'success', badge: 'success', icon: 'it-check-circle' };
  if (status === 'KO' && (severity === 'BLOCK' || severity === 'ERROR')) return { box: 'danger', badge: 'danger', icon: 'it-error' };
  if (status === 'KO' || status === 'DA_VALUTARE') return { box: 'warning', badge: 'warning', icon: 'it-warning-circle' };
  return { box: 'muted', badge: 'neutral', icon: 'it-help-circle' };
}

/** One check: outcome in words, what was found, the article, what to do, and the way there. */
export function CheckCard({ result, dossierId }: { result: CheckResult; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const look = lookOf(result);
  const outcome = result.status === 'KO' ? t(`verifiche.gravita.${result.severity}`) : t(`verifiche.esito.${result.status}`);
  const path = result.evidence.find((item) => item.path !== null)?.path ?? null;
  const document = result.evidence.find((item) => item.documentCode !== null)?.documentCode ?? null;
  const mendable = result.status !== 'OK' && result.status !== 'NA';
  const facts: (readonly [string, string])[] = [];
  if (result.status === 'KO' || result.status === 'DA_VALUTARE') {
    for (const item of result.evidence) if (item.excerpt !== null) facts.push([t('verifiche.trovato'), item.excerpt]);
  }
  if (result.suggestion !== null && mendable) facts.push([t('verifiche.atteso'), result.suggestion]);
  return (
    <CardItem tone={look.box} id={result.checkId}>
      <Stack gap="sm">
        <Row align="baseline">
          <Badge tone={look.badge} icon={look.icon}>
            {outcome}
          </Badge>
          <Subtitle>{result.title}</Subtitle>
          {result.stale && <Badge tone="info">{t('verifiche.daRifare')}</Badge>}
        </Row>
        <Paragraph>{result.message}</Paragraph>
        {facts.length > 0 && <Facts items={facts} />}
        <Row align="between">
          <Muted>
            {result.checkId} · {result.cite} · {t('verifiche.eseguita', { quando: recently(result.checkedAt, new Date()) })}
          </Muted>
          {mendable && path !== null && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/scheda"
              params={{ dossierId }}
              search={{ campo: path }}
              aria-label={t('verifiche.vaiAlCampoDi', { nome: result.title })}
            >
              {t('verifiche.vaiAlCampo')}
            </ButtonLink>
          )}
          {mendable && path === null && document !== null && (
            <ButtonLink
              small
              to="/fascicoli/$dossierId/documenti"
              params={{ dossierId }}
              search={{ documento: document }}
              aria-label={t('verifiche.vaiAlDocumentoDi', { nome: result.title })}
            >
              {t('verifiche.vaiAlDocumento')}
            </ButtonLink>
          )}
        </Row>
      </Stack>
    </CardItem>
  );
}
