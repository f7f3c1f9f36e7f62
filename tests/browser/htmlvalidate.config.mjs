// The rules of html-validate for a built portal: the presets `standard` and `a11y`, every rule of them.
// A rule that is switched off needs its reason beside it; today there is none.

export default {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {},
};
