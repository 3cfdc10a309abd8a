package io.yizhan.hub.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates, which were made Java when the hub was built. For any thread. */
final class Templates {

    private static final String PACKAGE = "io.yizhan.hub.page.templates";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    /** @param view the template's one parameter */
    String render(String template, Object view) {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", view, html);
        return html.toString();
    }
}
