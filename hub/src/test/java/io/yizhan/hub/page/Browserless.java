package io.yizhan.hub.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who speaks to the pages without a browser, and so can say what a browser would not. */
public final class Browserless implements AutoCloseable {

    private static final Pattern FORM_WORD = Pattern.compile("name=\"form_word\" value=\"([^\"]+)\"");

    private final String address;
    private final HttpClient client;

    public Browserless(PaperHall hall) {
        this(hall.address());
    }

    Browserless(String address) {
        this.address = address;
        this.client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends a form as a page of the same site does. */
    public HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return postFrom(address, path, form);
    }

    /** Sends a form of this session. */
    HttpResponse<String> postForm(String path, Map<String, String> form) throws IOException, InterruptedException {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("form_word", formWord());
        return post(path, whole);
    }

    /** Sends a form of this session that stands on this page, which a browser names. */
    HttpResponse<String> submit(String page, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("form_word", formWord());
        return send(form(address, path, whole).header("Referer", address + page));
    }

    /** Sends a form from this site's page. */
    public HttpResponse<String> postFrom(String origin, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        return send(form(origin, path, form));
    }

    private HttpRequest.Builder form(String origin, String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Sends a file of this session's form, as a browser does. */
    HttpResponse<String> postFile(String path, byte[] file) throws IOException, InterruptedException {
        String boundary = "----yizhan";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"form_word\"\r\n\r\n" + formWord()
                        + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"花名册.xlsx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return postMultipart(path, boundary, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /** Sends parts, however they come. */
    HttpResponse<String> postMultipart(String path, String boundary, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Origin", address)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    /** A file as it comes. */
    HttpResponse<byte[]> getFile(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> postBytes(String path, String token, byte[] file)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    public HttpResponse<String> postJson(String path, String token, String json)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> signIn(String account, String password) throws IOException, InterruptedException {
        return post("/sign-in", Map.of("account", account, "password", password, "then", "/"));
    }

    /** What this session's forms carry. */
    public String formWord() throws IOException, InterruptedException {
        Matcher word = FORM_WORD.matcher(get("/").body());
        if (!word.find()) {
            throw new IllegalStateException("nobody is signed in");
        }
        return word.group(1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
