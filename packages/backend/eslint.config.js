import convex from "@convex-dev/eslint-plugin";
import tseslint from "typescript-eslint";

export default [
  { ignores: ["convex/**/_generated/**"] },
  {
    files: ["convex/**/*.ts"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
  },
  ...convex.configs.recommended,
];
