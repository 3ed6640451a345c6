import { useNavigate } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { type KeptForm } from '../pages/kept-form';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { Notice, TroubleNotice } from '../ui/feedback';
import { TextArea, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { LazyComboboxField } from '../ui/lazy-combobox';
import { Disclosure, FormSection, Muted, Row, Stack } from '../ui/layout';
import { type ClauseForm, contentOf } from './clause-values';
import { useFields } from './field-names';
import { type ClausePreview } from './queries';
import { useClausePreview } from './use-preview';
import { keepClause } from './version-dialogs';
import { WordingEditor } from './wording-editor';

interface FormProps {
  readonly form: KeptForm<ClauseForm>;
  /** The code is asked for where the clause is a new one. */
  readonly isNew: boolean;
  readonly today: string;
}

interface PartProps {
  readonly form: KeptForm<ClauseForm>;
  readonly preview: ClausePreview | undefined;
  readonly errorAt: (path: string) => string | undefined;
}

/** When the clause is there: always, or under a condition over the fields of the sheet, told in words beside it. */
function Condition({ form, preview, errorAt }: PartProps): ReactElement {
  const { t } = useTranslation();
  const { options } = useFields();
  const { always, condition } = form.values;
  const findings = preview?.findings.filter(({ path }) => path === 'condition') ?? [];
  const error = findings
    .map(({ message, suggestion }) => (suggestion === null ? message : `${message} ${t('clausole.suggerimento', { testo: suggestion })}`))
    .join(' ');
  return (
    <Stack gap="sm">
      <ChoiceField
        id="clausola-sempre"
        label={t('clausole.quando')}
        options={[
          { value: 'si', label: t('clausole.sempre') },
          { value: 'no', label: t('clausole.aCondizione') },
        ]}
        value={[always ? 'si' : 'no']}
        onChange={([value]) => {
          form.set({ always: value === 'si' });
        }}
      />
      {!always && (
        <>
          <LazyComboboxField
            key={condition}
            id="clausola-condizione-campo"
            label={t('clausole.campoCondizione')}
            options={options.map(({ value, label }) => ({ value: value.split(' | ')[0] ?? value, label }))}
            value={null}
            onChange={(value) => {
              if (value !== null) form.set({ condition: condition.trim() === '' ? value : `${condition} e ${value}` });
            }}
          />
          <TextField
            id="clausola-condition"
            label={t('clausole.condizione')}
            hint={t('clausole.condizioneAiuto')}
            monospace
            wide
            value={condition}
            error={errorAt('condition') ?? (error === '' ? undefined : error)}
            note={preview?.conditionInWords}
            onChange={(event) => {
              form.set({ condition: event.target.value });
            }}
          />
        </>
      )}
    </Stack>
  );
}

function Texts({ form, preview, errorAt }: PartProps): ReactElement {
  const { t } = useTranslation();
  const { texts, alternatives } = form.values;
  const setText = (index: number, part: Partial<ClauseForm['texts'][number]>): void => {
    form.set({ texts: texts.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  };
  const setAlternative = (index: number, part: Partial<ClauseForm['alternatives'][number]>): void => {
    form.set({ alternatives: alternatives.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  };
  const editor = (path: string, label: string, text: string, onChange: (text: string) => void): ReactElement => (
    <WordingEditor
      id={`clausola-${path}`}
      label={label}
      text={text}
      onChange={onChange}
      findings={preview?.findings.filter((finding) => finding.path === path) ?? []}
      example={preview === undefined ? undefined : (preview.texts.find((one) => one.path === path)?.example ?? null)}
    />
  );
  return (
    <Stack>
      {texts.map((one, index) => (
        <Disclosure
          key={index}
          open={index === 0}
          summary={index === 0 ? t('clausole.testoPrincipale') : t('clausole.formaDi', { forma: one.form, titolo: one.title })}
        >
          <Stack gap="sm">
            {index > 0 && (
              <Row>
                <TextField
                  id={`clausola-forma-${index}`}
                  label={t('clausole.forma')}
                  hint={t('clausole.formaAiuto')}
                  value={one.form}
                  onChange={(event) => {
                    setText(index, { form: event.target.value.toUpperCase() });
                  }}
                />
                <TextField
                  id={`clausola-titolo-${index}`}
                  label={t('clausole.titoloForma')}
                  value={one.title}
                  onChange={(event) => {
                    setText(index, { title: event.target.value });
                  }}
                />
                <Button
                  small
                  look="quiet"
                  onClick={() => {
                    form.set({ texts: texts.filter((_, at) => at !== index) });
                  }}
                >
                  {t('clausole.togliForma', { forma: one.form })}
                </Button>
              </Row>
            )}
            <TextField
              id={`clausola-documenti-${index}`}
              label={t('clausole.documentiForma')}
              hint={t('clausole.documentiAiuto')}
              value={one.documents}
              error={index === 0 ? errorAt('texts') : undefined}
              onChange={(event) => {
                setText(index, { documents: event.target.value });
              }}
            />
            {editor(`texts.${index}`, index === 0 ? t('clausole.testoPrincipale') : one.title, one.text, (text) => {
              setText(index, { text });
            })}
          </Stack>
        </Disclosure>
      ))}
      <Row>
        <Button
          icon="it-plus"
          onClick={() => {
            form.set({ texts: [...texts, { form: '', title: '', documents: '', text: '' }] });
          }}
        >
          {t('clausole.aggiungiForma')}
        </Button>
        <Button
          icon="it-plus"
          onClick={() => {
            form.set({
              alternatives: [
                ...alternatives,
                { key: `ALTERNATIVA_${alternatives.length + 1}`, title: '', note: '', texts: [{ form: '', text: texts[0]?.text ?? '' }] },
              ],
            });
          }}
        >
          {t('clausole.aggiungiAlternativa')}
        </Button>
      </Row>
      {alternatives.map((one, at) => (
        <Disclosure key={one.key} summary={t('clausole.alternativa', { titolo: one.title })}>
          <Stack gap="sm">
            <TextField
              id={`clausola-alternativa-${at}`}
              label={t('clausole.titoloAlternativa')}
              value={one.title}
              error={errorAt(`alternatives.${at}`)}
              onChange={(event) => {
                setAlternative(at, { title: event.target.value });
              }}
            />
            <TextField
              id={`clausola-nota-${at}`}
              wide
              label={t('clausole.notaAlternativa')}
              value={one.note}
              onChange={(event) => {
                setAlternative(at, { note: event.target.value });
              }}
            />
            {one.texts.map(({ form: name, text }, index) => (
              <div key={name}>
                {editor(`alternatives.${at}.texts.${index}`, name === '' ? t('clausole.testoPrincipale') : name, text, (next) => {
                  setAlternative(at, { texts: one.texts.map((other, place) => (place === index ? { ...other, text: next } : other)) });
                })}
              </div>
            ))}
            <Row>
              <Button
                small
                look="quiet"
                onClick={() => {
                  form.set({ alternatives: alternatives.filter((_, place) => place !== at) });
                }}
              >
                {t('clausole.togliAlternativa')}
              </Button>
            </Row>
          </Stack>
        </Disclosure>
      ))}
    </Stack>
  );
}

/** A version of a clause as its keeper writes it; saving keeps a draft, publishing is a step of its own. */
export function ClauseFormView({ form, isNew, today }: FormProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const request = useRequest();
  const { values } = form;
  const content = contentOf(values, today);
  const { preview, trouble } = useClausePreview(values.code, content);
  const errorAt = (path: string): string | undefined => request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const save = async (): Promise<void> => {
    const params = { path: { code: values.code } };
    const outcome = await request.send(() => client.POST('/api/clauses/{code}/versions', { params, body: content }));
    if (!outcome.ok) return;
    keepClause(outcome.data);
    form.reset();
    announce(t('clausole.bozzaSalvata'));
    await navigate({ to: '/modelli/clausole/$code', params: { code: outcome.data.code } });
  };
  const part: PartProps = { form, preview, errorAt };
  return (
    <Form onSubmit={() => void save()}>
      {form.resumed && (
        <Notice tone="info" title={t('clausole.ripresa')}>
          <Button
            small
            onClick={() => {
              form.reset();
            }}
          >
            {t('clausole.ricomincia')}
          </Button>
        </Notice>
      )}
      <FormSection id="clausola-che-cosa" title={t('clausole.cheCosa')}>
        {isNew && (
          <TextField
            id="clausola-code"
            label={t('clausole.codice')}
            hint={t('clausole.codiceAiuto')}
            value={values.code}
            error={errorAt('code')}
            onChange={(event) => {
              form.set({ code: event.target.value.toUpperCase() });
            }}
          />
        )}
        <TextField
          id="clausola-title"
          wide
          label={t('clausole.titoloClausola')}
          value={values.title}
          error={errorAt('title')}
          onChange={(event) => {
            form.set({ title: event.target.value });
          }}
        />
        <TextArea
          id="clausola-legalBasis"
          rows={3}
          label={t('clausole.norme')}
          hint={t('clausole.normeAiuto')}
          value={values.law}
          error={errorAt('legalBasis')}
          onChange={(event) => {
            form.set({ law: event.target.value });
          }}
        />
        <Row>
          <DayField
            id="clausola-validFrom"
            label={t('clausole.primoGiorno')}
            value={values.validFrom}
            error={errorAt('validFrom')}
            onChange={(validFrom) => {
              form.set({ validFrom });
            }}
          />
          <DayField
            id="clausola-validTo"
            label={t('clausole.ultimoGiorno')}
            hint={t('clausole.ultimoGiornoAiuto')}
            value={values.validTo}
            error={errorAt('validTo')}
            onChange={(validTo) => {
              form.set({ validTo });
            }}
          />
        </Row>
        <ChoiceField
          id="clausola-owner"
          inline
          label={t('clausole.cura')}
          options={(['SUA', 'COMUNE'] as const).map((value) => ({ value, label: t(`clausole.curatori.${value}`) }))}
          value={[values.owner]}
          onChange={([owner]) => {
            form.set({ owner: owner === 'COMUNE' ? 'COMUNE' : 'SUA' });
          }}
        />
        <ChoiceField
          id="clausola-protetta"
          multiple
          label={t('clausole.protezione')}
          options={[{ value: 'si', label: t('clausole.protettaScelta'), hint: t('clausole.protettaAiuto') }]}
          value={values.guarded ? ['si'] : []}
          onChange={(value) => {
            form.set({ guarded: value.includes('si') });
          }}
        />
        <Condition {...part} />
      </FormSection>
      <FormSection id="clausola-testi" title={t('clausole.testi')}>
        <Muted>{t('clausole.testiAiuto')}</Muted>
        <Texts {...part} />
      </FormSection>
      {trouble && <TroubleNotice trouble={trouble} />}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {preview !== undefined && preview.findings.length > 0 && (
        <Notice tone="warning" title={t('clausole.nonPubblicabile', { count: preview.findings.length })}>
          <p>{t('clausole.nonPubblicabileTesto')}</p>
        </Notice>
      )}
      <Row>
        <Button type="submit" look="primary" busy={request.busy}>
          {t('clausole.salvaBozza')}
        </Button>
      </Row>
    </Form>
  );
}
