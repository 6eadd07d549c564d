import { PROJECT_FILE } from '../config/project.ts';
import { invalidConfiguration } from './configuration.ts';
import type { Report, Rule, RuleInfo } from './rule.ts';

/** LT016: a rule of the core that the project file switches off. */
export function coreRuleOff(core: readonly RuleInfo[]): Rule {
  return {
    info: {
      code: 'LT016',
      name: 'core-rule-off',
      summary: 'The project file switches off a core rule.',
      clause: '(tool)',
      gate: true,
    },
    *checkProject({ config }): Generator<Report> {
      for (const { code, name } of core) {
        const span = config.severityPlaces.get(code);
        if (!span || config.severities.get(code) !== 'off') continue;
        const message = `Core rule ${code} ${name} is switched off: what it would find is not reported.`;
        yield { file: PROJECT_FILE, span, message };
      }
    },
  };
}

/** LT007 for the `rules` of the project file: a code that is no rule's changes nothing, whatever its author expects. */
export function unknownRule(isRuleCode: (code: string) => boolean): Rule {
  return {
    info: invalidConfiguration.info,
    *checkProject({ config }): Generator<Report> {
      for (const [code, span] of config.severityPlaces) {
        // A key that does not even look like a code is reported where the file is read.
        if (isRuleCode(code) || !/^LT\d{3}$/.test(code)) continue;
        yield { file: PROJECT_FILE, span, message: `rules.${code}: there is no rule ${code}.` };
      }
    },
  };
}
