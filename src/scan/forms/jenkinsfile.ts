import { type Form, plainSurroundings } from '../form.ts';
import { languages } from '../source/languages.ts';
import { scanSource } from '../source/scan-source.ts';

/** Pipelines of Jenkins are Groovy; `sh` and `bat` run strings. https://www.jenkins.io/doc/book/pipeline/syntax/ */
export const jenkinsfile: Form = {
  name: 'jenkinsfile',
  matches: ({ name, extension }) =>
    /^(?:.*[._-])?jenkinsfile(?:[._-].*)?$/.test(name) || extension === 'jenkinsfile',
  scan: (text) => {
    const language = languages['groovy'];
    if (!language) return { sites: [] };
    const inContainer =
      /docker(?:\.image\(|\s*\{)|dockerfile\s*(?:\{|true)|kubernetes\s*\{|dockerContainer/.test(text.text);
    const isolation = inContainer ? 'container' : 'ci-runner';
    return {
      sites: scanSource({ text, language, surroundings: { ...plainSurroundings('ci-job'), isolation } }),
    };
  },
};
