import './lint.scss';
import { type ReactElement, type ReactNode, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Button } from '../ui/button';
import { Notice, StatusText } from '../ui/feedback';
import { Muted, Row, Split, Stack, Strong } from '../ui/layout';
import { MarkedDocument } from './marked-document';
import { type LintFinding, type TemplateLint } from './queries';

function Place({ finding }: { finding: LintFinding }): ReactElement {
  const { t } = useTranslation();
  const { paragraph, partName, heading, origin } = finding;
  const where = paragraph === 0 ? t('modelloVerifica.interoFile') : t('modelloVerifica.paragrafo', { parte: partName, numero: paragraph });
  const under = heading.length === 0 ? [] : [t('modelloVerifica.sotto', { titolo: heading.join(' › ') })];
  const inside = origin === null ? [] : [t('modelloVerifica.parte', { parte: origin })];
  return <Muted>{[where, ...under, ...inside].join(', ')}</Muted>;
}

function Finding({ finding, number, onGo }: { finding: LintFinding; number: number; onGo: (number: number) => void }): ReactElement {
  const { t } = useTranslation();
  const blocks = finding.severity === 'BLOCCA';
  return (
    <li>
      <Stack gap="sm">
        <StatusText tone={blocks ? 'danger' : 'warning'} icon={blocks ? 'it-error' : 'it-warning-circle'}>
          {t(blocks ? 'modelloVerifica.correggere' : 'modelloVerifica.guardare')} · {finding.title}
        </StatusText>
        {finding.tag !== '' && <Strong>{finding.tag}</Strong>}
        <span>
          {finding.message.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase('it'))}.
          {finding.suggestion !== null && ` ${t('modelloVerifica.fare', { suggerimento: finding.suggestion })}.`}
        </span>
        <Place finding={finding} />
        {finding.paragraph > 0 && (
          <Button
            small
            onClick={() => {
              onGo(number);
            }}
          >
            {t('modelloVerifica.vai', { numero: number })}
          </Button>
        )}
      </Stack>
    </li>
  );
}

function Outcome({ lint }: { lint: TemplateLint }): ReactElement {
  const { t } = useTranslation();
  const { blocking, warnings } = lint;
  return (
    <Notice tone={blocking > 0 ? 'danger' : warnings > 0 ? 'warning' : 'success'} live="status">
      {blocking > 0 && <p className="gi-p">{t('modelloVerifica.blocca', { count: blocking })}</p>}
      {warnings > 0 && <p className="gi-p">{t('modelloVerifica.avvisa', { count: warnings })}</p>}
      {blocking + warnings === 0 && <p className="gi-p">{t('modelloVerifica.pulito')}</p>}
      <p className="gi-p">{t('modelloVerifica.giorno', { giorno: shortDay(lint.asOf) })}</p>
    </Notice>
  );
}

/** Findings beside the text they are about. N and P lead from place to place while the focus is anywhere inside. */
export function LintResult({ lint, actions }: { readonly lint: TemplateLint; readonly actions: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const goTo = (number: number): void => {
    const place = frame.current?.querySelector<HTMLElement>(`[data-finding~="${number}"]`);
    if (!place) return;
    setCurrent(number);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'center' });
  };
  const step = (direction: 1 | -1): void => {
    const count = lint.findings.length;
    for (let tried = 1; tried <= count; tried += 1) {
      const from = current === 0 && direction === -1 ? count + 1 : current;
      const number = ((from - 1 + direction * tried + count * 2) % count) + 1;
      if (lint.findings[number - 1]?.paragraph === 0) continue;
      goTo(number);
      return;
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'n' || event.key === 'N') step(1);
    else if (event.key === 'p' || event.key === 'P') step(-1);
    else return;
    event.preventDefault();
  };
  const some = lint.findings.length > 0;
  return (
    <div ref={frame} onKeyDown={onKey}>
      <Stack>
        <Outcome lint={lint} />
        <Row>
          {some && (
            <Button
              onClick={() => {
                step(-1);
              }}
            >
              {t('modelloVerifica.prima')}
            </Button>
          )}
          {some && (
            <Button
              onClick={() => {
                step(1);
              }}
            >
              {t('modelloVerifica.dopo')}
            </Button>
          )}
          {actions}
        </Row>
        {some ? (
          <Split
            asideLabel={t('modelloVerifica.difetti')}
            aside={
              <div className="gi-lint-found" tabIndex={0} role="group" aria-label={t('modelloVerifica.difetti')}>
                <Stack>
                  <Muted>{t('modelloVerifica.tasti')}</Muted>
                  <ol className="gi-lint-list">
                    {lint.findings.map((finding, index) => (
                      <Finding key={index} finding={finding} number={index + 1} onGo={goTo} />
                    ))}
                  </ol>
                </Stack>
              </div>
            }
          >
            <MarkedDocument lint={lint} />
          </Split>
        ) : (
          <MarkedDocument lint={lint} />
        )}
      </Stack>
    </div>
  );
}
