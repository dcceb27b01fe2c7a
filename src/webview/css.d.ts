/** Stylesheets are gathered into one file by the bundler. */
declare module "*.css";
